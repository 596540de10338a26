/// The lines of the sources that a report speaks of.
package struct SourceExcerpts: Hashable, Sendable {
  private let lines: [String: [Int: String]]

  /// - Parameter lines: texts by file and line, from 1.
  package init(lines: [String: [Int: String]] = [:]) {
    self.lines = lines
  }

  /// A line without the white space around it; nil if it is not known.
  package func line(_ number: Int, of file: String) -> String? {
    lines[file]?[number].map { text in
      String(text.drop { $0.isWhitespace }).trimmingTrailingSpaces
    }
  }
}
