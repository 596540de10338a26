/// Breaks text at spaces so that it fits a width.
struct TextWrap: Sendable {
  /// In characters; words that are longer stand out.
  let width: Int

  /// The lines of the text: the first starts with `first`, all others with `rest`, and a line break
  /// of the text stays one. Never empty.
  func lines(_ text: String, first: String = "", rest: String = "") -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = lines.isEmpty ? first : rest
      var isFresh = true
      for word in paragraph.split(separator: " ") {
        if !isFresh, line.count + 1 + word.count > width {
          lines.append(line)
          line = rest
          isFresh = true
        }
        line += isFresh ? String(word) : " \(word)"
        isFresh = false
      }
      lines.append(isFresh ? line.trimmingTrailingSpaces : line)
    }
    return lines
  }
}

extension String {
  /// Without the spaces at its end.
  var trimmingTrailingSpaces: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// Filled up with spaces to at least this many characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
