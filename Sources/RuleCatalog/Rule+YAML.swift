extension Rule {
  /// Reads a rule file's text.
  ///
  /// - Parameters:
  ///   - text: the file's content.
  ///   - file: how messages name the file.
  ///   - name: the file's name without `.yaml`, which must be the rule's identifier.
  /// - Throws: the first mistake in it.
  init(_ text: String, file: String, named name: String) throws(CatalogFailure) {
    let document = try YAMLValue.document(text, file: file, describedAs: "rule")
    let keys = try document.fields([
      "id", "title", "message", "severity", "confidence", "status", "since", "match", "story",
      "fix", "limits", "references", "model", "corpus", "cwe",
      "max-choices", "max-calls",
    ])
    let idValue = try keys.required("id")
    let id = try idValue.string("a word in kebab case")
    guard id == name else { throw .misnamedRule(idValue.place, id: id) }
    let matchValue = try keys.required("match")
    let match = try RuleMatch(matchValue)
    let messageValue = try keys.required("message")
    self.init(
      id: id, title: try keys.required("title").string(),
      message: try match.checked(message: messageValue),
      severity: try keys.required("severity").word(SeverityWord.self).rawValue,
      confidence: try keys.required("confidence").word(ConfidenceWord.self).rawValue,
      match: match, story: try keys.required("story").string("a text"),
      fix: try keys.required("fix").string("a text"),
      limits: try keys.required("limits").string("a text"),
      references: try keys.required("references").strings(of: "texts"),
      model: try keys["model"]?.string("the name of a model"),
      status: try keys.required("status").word(RuleStatus.self),
      since: try keys.required("since").string("the version of deadlint that has it first"),
      corpus: try keys["corpus"]?.string("a folder of the corpus"),
      weakness: try keys["cwe"]?.weakness(),
      maximumChoices: try keys["max-choices"]?.argument(),
      maximumCalls: try keys["max-calls"]?.argument())
  }

  private enum SeverityWord: String, CaseIterable { case error, warning }
  private enum ConfidenceWord: String, CaseIterable { case low, medium, high }
}

extension YAMLValue {
  /// The number of an entry of the Common Weakness Enumeration.
  fileprivate func weakness() throws(CatalogFailure) -> Int {
    guard let number = integer, number > 0 else {
      throw .wrongType(place, key: key, expected: "the number of an entry of the CWE")
    }
    return number
  }
}
