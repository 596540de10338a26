/// A place in the source text: where the text was written or, in a macro, where it was expanded.
package struct Location: Hashable, Sendable, Codable {
  /// The file, relative to the tree.
  package let file: NameID
  /// 1-based.
  package let line: UInt32
  /// 1-based, in bytes.
  package let column: UInt16
  /// The outermost macro that the text came from, if any.
  package let macro: NameID?

  package init(file: NameID, line: UInt32, column: UInt16, macro: NameID? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.macro = macro
  }
}
