import Yams

/// A value in a YAML file that knows where it is and which key it belongs to.
package struct YAMLValue {
  package let file: String
  /// The key of this value, for messages: `acquire`.
  package let key: String
  let node: Node

  package var place: CatalogPlace {
    CatalogPlace(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  /// The document in a text.
  package static func document(
    _ text: String, file: String, describedAs key: String
  ) throws(CatalogFailure) -> YAMLValue {
    let start = CatalogPlace(file: file, line: 1, column: 1)
    do {
      guard let node = try compose(yaml: text) else {
        throw CatalogFailure.brokenYAML(start, problem: "the file is empty")
      }
      return YAMLValue(file: file, key: key, node: node)
    } catch let failure as CatalogFailure {
      throw failure
    } catch let error as YamlError {
      throw Self.failure(error, file: file, start: start)
    } catch {
      throw .brokenYAML(start, problem: "\(error)")
    }
  }

  private static func failure(
    _ error: YamlError, file: String, start: CatalogPlace
  ) -> CatalogFailure {
    func at(_ mark: Mark) -> CatalogPlace {
      CatalogPlace(file: file, line: mark.line, column: mark.column)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return .brokenYAML(at(mark), problem: problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      // libYAML does not say where the second one is, only where the mapping starts.
      return .repeated(
        at(context.mark), what: "the key", name: duplicates.sorted().joined(separator: "', '"),
        firstLine: context.mark.line)
    case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem),
      .representer(let problem):
      return .brokenYAML(start, problem: problem)
    case .no, .memory, .dataCouldNotBeDecoded:
      return .brokenYAML(start, problem: "the text cannot be decoded")
    }
  }

  // MARK: Containers

  /// The entries of a mapping whose keys are all among the allowed ones.
  package func fields(_ allowed: [String]) throws(CatalogFailure) -> YAMLFields {
    guard case .mapping(let mapping) = node else {
      throw .wrongType(
        place, key: key, expected: "a mapping with \(allowed.joined(separator: ", "))")
    }
    var entries: [String: YAMLValue] = [:]
    for (name, value) in mapping {
      let here = YAMLValue(file: file, key: key, node: name)
      guard case .scalar(let scalar) = name, allowed.contains(scalar.string) else {
        throw .unknownKey(
          here.place, key: name.scalar?.string ?? "?", of: "'\(key)'", allowed: allowed)
      }
      entries[scalar.string] = YAMLValue(file: file, key: scalar.string, node: value)
    }
    return YAMLFields(owner: self, entries: entries)
  }

  /// The entries of a mapping with any keys, in the order of the file.
  ///
  /// - Parameter what: what the mapping maps, for messages.
  /// - Returns: keys and values; the values know their keys.
  /// - Throws: `CatalogFailure.wrongType`
  package func entries(
    of what: String
  ) throws(CatalogFailure) -> [(name: YAMLValue, value: YAMLValue)] {
    guard case .mapping(let mapping) = node else {
      throw .wrongType(place, key: key, expected: "a mapping of \(what)")
    }
    return mapping.map { name, value in
      (
        YAMLValue(file: file, key: key, node: name),
        YAMLValue(file: file, key: name.scalar?.string ?? key, node: value)
      )
    }
  }

  /// The only entry of a mapping: `{wait: {...}}` is the word `wait` and its value.
  func single(_ allowed: [String]) throws(CatalogFailure) -> YAMLValue {
    let found = try fields(allowed)
    guard let entry = found.entries.values.first, found.entries.count == 1 else {
      throw .wrongType(
        place, key: key,
        expected: "a mapping with exactly one key: \(allowed.joined(separator: ", "))")
    }
    return entry
  }

  package func list(of what: String) throws(CatalogFailure) -> [YAMLValue] {
    guard case .sequence(let sequence) = node else {
      throw .wrongType(place, key: key, expected: "a list of \(what)")
    }
    return sequence.map { YAMLValue(file: file, key: key, node: $0) }
  }

  // MARK: Scalars

  /// The whole number that this is, if it is one.
  package var integer: Int? { node.scalar.flatMap { Int($0.string) } }

  package var isMapping: Bool { node.mapping != nil }

  package func string(_ expected: String = "a word or a text") throws(CatalogFailure) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
      throw .wrongType(place, key: key, expected: expected)
    }
    return scalar.string
  }

  package func strings(of what: String) throws(CatalogFailure) -> [String] {
    var result: [String] = []
    for item in try list(of: what) { result.append(try item.string(what)) }
    return result
  }

  /// An index of an argument, from 0.
  func argument() throws(CatalogFailure) -> Int {
    guard let value = integer, value >= 0 else {
      throw .wrongType(place, key: key, expected: "the index of an argument, from 0")
    }
    return value
  }

  package func flag() throws(CatalogFailure) -> Bool {
    guard let value = node.bool else {
      throw .wrongType(place, key: key, expected: "true or false")
    }
    return value
  }

  /// One of an enumeration's words. `among` narrows them down.
  package func word<Word>(
    _ type: Word.Type, among allowed: [Word] = Array(Word.allCases)
  ) throws(CatalogFailure) -> Word
  where Word: CaseIterable & RawRepresentable & Equatable, Word.RawValue == String {
    let text = try string("one of \(allowed.map(\.rawValue).joined(separator: ", "))")
    guard let word = Word(rawValue: text), allowed.contains(word) else {
      throw .unknownWord(place, key: key, word: text, allowed: allowed.map(\.rawValue))
    }
    return word
  }

  package func words<Word>(_ type: Word.Type, among allowed: [Word] = Array(Word.allCases))
    throws(CatalogFailure) -> [Word]
  where Word: CaseIterable & RawRepresentable & Equatable, Word.RawValue == String {
    var result: [Word] = []
    for item in try list(of: "words") { result.append(try item.word(type, among: allowed)) }
    return result
  }
}
