/// The shipped vocabulary and rules, and what the user added to them.
package struct Catalog: Hashable, Sendable {
  package let vocabulary: Vocabulary
  /// Sorted by identifier.
  package let rules: [Rule]
  /// The texts of all files that it was made of, in the order in which they were read.
  package let texts: [String]

  package init(vocabulary: Vocabulary, rules: [Rule], texts: [String] = []) {
    self.vocabulary = vocabulary
    self.rules = rules
    self.texts = texts
  }
}
