/// What functions mean where the kernel is configured in a certain way, in place of what they mean
/// elsewhere.
package struct VocabularyVariant: Hashable, Sendable {
  /// The function that programs name which are configured so, and no others: the headers of such a
  /// configuration lead to it.
  package let mark: String
  package let functions: [String: [Effect]]

  package init(mark: String, functions: [String: [Effect]]) {
    self.mark = mark
    self.functions = functions
  }
}
