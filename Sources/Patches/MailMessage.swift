import Foundation

/// A mail, or a text without headers: its subject, and its body as readable lines.
struct MailMessage {
  /// Nil without headers.
  let subject: String?
  /// The position of the patch in its series and their number, as `[PATCH 2/5]` says; nil if it does
  /// not.
  let place: (number: Int, count: Int)?
  /// The body with its transfer encoding undone.
  let lines: [String]
  /// The number of the body's first line in the input.
  let firstLine: Int

  /// - Parameters:
  ///   - lines: the message, without the `From ` line of a mailbox.
  ///   - firstLine: the number of its first line in the input.
  ///   - name: what messages call the input.
  /// - Throws: `PatchFailure.unknownEncoding`
  init(lines: [String], firstLine: Int, name: String) throws(PatchFailure) {
    guard let end = Self.endOfHeaders(in: lines) else {
      subject = nil
      place = nil
      self.lines = lines
      self.firstLine = firstLine
      return
    }
    let headers = Self.headers(of: lines[..<end])
    let full = EncodedWord.decode(headers["subject"] ?? "")
    let (text, place) = Self.split(subject: full)
    subject = text.isEmpty ? nil : text
    self.place = place
    self.firstLine = firstLine + end + 1
    self.lines = try MailBody(
      headers: headers, lines: Array(lines[min(end + 1, lines.count)...]), name: name
    ).text
  }

  /// The index of the empty line behind the headers; nil if the text does not begin with headers.
  private static func endOfHeaders(in lines: [String]) -> Int? {
    var names = 0
    for (index, line) in lines.enumerated() {
      if line.isEmpty || line == "\r" { return names > 0 ? index : nil }
      if line.hasPrefix(" ") || line.hasPrefix("\t"), names > 0 { continue }
      guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
        line[..<colon].utf8.allSatisfy({ (0x21...0x7E).contains($0) })
      else { return nil }
      names += 1
    }
    return nil
  }

  /// The headers by lower-case name, unfolded; the first of each name counts.
  static func headers(of lines: ArraySlice<String>) -> [String: String] {
    var headers: [(String, String)] = []
    for line in lines {
      let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
      if line.hasPrefix(" ") || line.hasPrefix("\t"), !headers.isEmpty {
        headers[headers.count - 1].1 += " " + text
      } else if let colon = text.firstIndex(of: ":") {
        headers.append(
          (
            text[..<colon].lowercased(),
            text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
          ))
      }
    }
    return Dictionary(headers, uniquingKeysWith: { first, _ in first })
  }

  /// `[PATCH v2 3/5] md: x` is `md: x`, the third of five.
  private static func split(subject: String) -> (String, (number: Int, count: Int)?) {
    var rest = Substring(subject)
    var place: (number: Int, count: Int)?
    while rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
      for word in rest[..<end].dropFirst().split(separator: " ") {
        let parts = word.split(separator: "/").map { Int($0) }
        if parts.count == 2, let number = parts[0], let count = parts[1] {
          place = (number, count)
        }
      }
      rest = rest[rest.index(after: end)...].drop { $0 == " " }
    }
    return (String(rest), place)
  }
}
