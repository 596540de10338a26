/// A place in a catalogue file.
package struct CatalogPlace: Hashable, Sendable, CustomStringConvertible {
  /// As the user named it; a shipped file starts with `Rules/`.
  package let file: String
  /// From 1.
  package let line: Int
  /// From 1.
  package let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }
}
