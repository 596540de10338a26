import Foundation

/// The text of a mail's body, whatever it was encoded with on its way.
struct MailBody {
  let text: [String]

  /// - Parameters:
  ///   - headers: the mail's, by lower-case name.
  ///   - lines: the body.
  ///   - name: what messages call the input.
  /// - Throws: `PatchFailure.unknownEncoding`
  init(headers: [String: String], lines: [String], name: String) throws(PatchFailure) {
    if let boundary = Self.parameter("boundary", of: headers["content-type"] ?? "") {
      text = try Self.parts(of: lines, boundary: boundary, name: name)
      return
    }
    text = try Self.decoded(lines, headers, name)
  }

  private static func decoded(
    _ lines: [String], _ headers: [String: String], _ name: String
  ) throws(PatchFailure) -> [String] {
    let encoding = (headers["content-transfer-encoding"] ?? "8bit").lowercased()
    switch encoding {
    case "7bit", "8bit", "binary": return lines
    case "quoted-printable":
      return TextLines.split(PatchText.text(of: QuotedPrintable.decode(lines)))
    case "base64":
      let joined = lines.joined().filter { !$0.isWhitespace }
      guard let data = Data(base64Encoded: joined) else {
        throw .unknownEncoding(patch: name, encoding: "base64, which is broken")
      }
      return TextLines.split(PatchText.text(of: Array(data)))
    default: throw .unknownEncoding(patch: name, encoding: encoding)
    }
  }

  /// The text parts of a mail with several, one after the other.
  private static func parts(
    of lines: [String], boundary: String, name: String
  ) throws(PatchFailure) -> [String] {
    var text: [String] = []
    let marks = lines.indices.filter { lines[$0].hasPrefix("--" + boundary) }
    for (mark, next) in zip(marks, marks.dropFirst() + [lines.count]) {
      let part = lines[(mark + 1)..<max(mark + 1, next)]
      guard let end = part.firstIndex(where: { $0.isEmpty || $0 == "\r" }) else { continue }
      let headers = MailMessage.headers(of: part[..<end])
      guard (headers["content-type"] ?? "text/plain").hasPrefix("text/") else { continue }
      text += try decoded(Array(part[(end + 1)...]), headers, name)
    }
    return text
  }

  private static func parameter(_ key: String, of header: String) -> String? {
    for part in header.split(separator: ";").dropFirst() {
      let words = part.trimmingCharacters(in: .whitespaces)
      guard words.lowercased().hasPrefix(key + "=") else { continue }
      return words.dropFirst(key.count + 1).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
    }
    return nil
  }
}
