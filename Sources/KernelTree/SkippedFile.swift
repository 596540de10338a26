/// A file that should have been parsed and cannot be, with the reason in words.
package struct SkippedFile: Hashable, Sendable {
  /// Relative to the tree or the scanned folder where it lies in it, absolute otherwise.
  package let file: String
  package let reason: String

  package init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }
}
