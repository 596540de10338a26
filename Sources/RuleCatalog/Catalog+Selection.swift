extension Catalog {
  /// The same vocabulary with only the rules that are named; all rules if none is.
  ///
  /// - Throws: `CatalogFailure.unknownRule` for an identifier that no rule has.
  package func selecting(_ identifiers: [String]) throws(CatalogFailure) -> Catalog {
    guard !identifiers.isEmpty else { return self }
    let known = rules.map(\.id)
    for id in identifiers where !known.contains(id) {
      throw .unknownRule(id: id, known: known)
    }
    return Catalog(
      vocabulary: vocabulary, rules: rules.filter { identifiers.contains($0.id) }, texts: texts)
  }

  /// The rule with an identifier.
  ///
  /// - Throws: `CatalogFailure.unknownRule` if there is none.
  package func rule(_ id: String) throws(CatalogFailure) -> Rule {
    guard let rule = rules.first(where: { $0.id == id }) else {
      throw .unknownRule(id: id, known: rules.map(\.id))
    }
    return rule
  }
}
