/// The shipped vocabulary and rules, and what the user added to them.
package struct Catalog: Hashable, Sendable {
  package let vocabulary: Vocabulary
  /// Sorted by identifier.
  package let rules: [Rule]

  package init(vocabulary: Vocabulary, rules: [Rule]) {
    self.vocabulary = vocabulary
    self.rules = rules
  }
}
