/// A place in the tree that a finding speaks of.
package struct SourceLocation: Hashable, Sendable, Codable {
  /// Relative to the tree.
  package let file: String
  /// 1-based.
  package let line: Int
  /// 1-based, in bytes.
  package let column: Int
  /// The function that the place is in.
  package let function: String

  package init(file: String, line: Int, column: Int, function: String) {
    self.file = file
    self.line = line
    self.column = column
    self.function = function
  }
}
