/// An error that the parser reported. What it could parse around the error is in the unit.
package struct Diagnostic: Hashable, Sendable, Codable {
  package let message: String
  /// Relative to the tree; empty when the error has no place.
  package let file: String
  /// 1-based; 0 when the error has no place.
  package let line: UInt32

  package init(message: String, file: String, line: UInt32) {
    self.message = message
    self.file = file
    self.line = line
  }
}
