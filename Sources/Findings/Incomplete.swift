/// A file that the analysis could not read, or not wholly.
package struct Incomplete: Hashable, Sendable, Codable {
  /// Relative to the tree.
  package let file: String
  package let reason: String

  package init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }
}
