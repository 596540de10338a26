import Foundation

/// Words of mail headers that are not ASCII.
///
/// Source: RFC 2047.
enum EncodedWord {
  /// The header with its encoded words readable; those that cannot be read stay as they are.
  static func decode(_ header: String) -> String {
    var text = ""
    var rest = Substring(header)
    while let start = rest.range(of: "=?") {
      text += rest[..<start.lowerBound]
      let parts = rest[start.upperBound...].split(
        separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, parts[3].hasPrefix("="), let word = word(parts[1], parts[2]) else {
        text += "=?"
        rest = rest[start.upperBound...]
        continue
      }
      text += word
      rest = parts[3].dropFirst()
      // Space between two encoded words belongs to neither.
      if rest.hasPrefix(" =?") { rest = rest.dropFirst() }
    }
    return text + rest
  }

  private static func word(_ kind: Substring, _ content: Substring) -> String? {
    switch kind.lowercased() {
    case "q":
      let spaced = content.replacing("_", with: " ")
      return PatchText.text(of: QuotedPrintable.decode(Array(spaced.utf8)[...]))
    case "b": return Data(base64Encoded: String(content)).map { PatchText.text(of: Array($0)) }
    default: return nil
    }
  }
}
