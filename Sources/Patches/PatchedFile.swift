/// A file as a patch leaves it.
package struct PatchedFile: Hashable, Sendable {
  /// Relative to the tree.
  package let path: String
  /// Nil if the patch takes it away.
  package let text: String?
  /// Whether the patch adds it, or moves it there.
  package let isNew: Bool
  package let changes: ChangedLines
}
