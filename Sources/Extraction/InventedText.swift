import Foundation

/// A file's text that includes a header of made-up declarations in place of the last header that it includes.
///
/// No line moves, and all that is declared elsewhere is known by then.
struct InventedText {
  /// The file's text.
  let text: String
  /// The header, by its absolute path.
  let header: (path: String, text: String)

  /// - Returns: nil if the file includes nothing.
  init?(_ text: String, of file: String, with invention: Invention) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let place = Self.lastInclude(in: lines) else { return nil }
    let path = file + Self.suffix
    header = (path, invention.header(after: lines[place]))
    lines[place] = "#include \"\(path)\""
    self.text = lines.joined(separator: "\n")
  }

  /// Whether a path is one of a header of this kind.
  static func isHeader(_ path: String) -> Bool { path.hasSuffix(suffix) }

  private static let suffix = ".deadlint-invented.h"

  /// The last line that includes a header whatever is configured.
  private static func lastInclude(in lines: [String]) -> Int? {
    var depth = 0
    var result: Int?
    for (number, line) in lines.enumerated() {
      guard let match = line.firstMatch(of: /^\s*#\s*(if|endif|include)/) else { continue }
      switch match.1 {
      case "if": depth += 1
      case "endif": depth -= 1
      default: if depth == 0 { result = number }
      }
    }
    return result
  }
}
