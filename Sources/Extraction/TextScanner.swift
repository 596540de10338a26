/// Reads C text by characters, where libclang's tree leaves something out.
struct TextScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private var offset: Int

  init(text: UnsafeBufferPointer<UInt8>, offset: Int) {
    self.text = text
    self.offset = offset
  }

  /// Goes past blanks, comments and escaped line ends.
  private mutating func skipBlanks() {
    while offset < text.count {
      switch text[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
        UInt8(ascii: "\\"):
        offset += 1
      case UInt8(ascii: "/") where skipComment(): break
      default: return
      }
    }
  }

  /// Goes past a comment, if one starts here.
  private mutating func skipComment() -> Bool {
    guard offset + 1 < text.count, text[offset] == UInt8(ascii: "/") else { return false }
    switch text[offset + 1] {
    case UInt8(ascii: "/"):
      while offset < text.count, text[offset] != UInt8(ascii: "\n") { offset += 1 }
      return true
    case UInt8(ascii: "*"):
      offset += 2
      while offset + 1 < text.count,
        text[offset] != UInt8(ascii: "*") || text[offset + 1] != UInt8(ascii: "/")
      {
        offset += 1
      }
      offset += 2
      return true
    default: return false
    }
  }

  /// Goes past a string or character literal, if one starts here.
  private mutating func skipLiteral() -> Bool {
    let quote = text[offset]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
    offset += 1
    while offset < text.count, text[offset] != quote {
      offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    offset += 1
    return true
  }

  /// The identifier that comes next, if one does.
  mutating func identifier() -> String? {
    skipBlanks()
    let start = offset
    while offset < text.count, text[offset].isIdentifierByte { offset += 1 }
    return start == offset ? nil : String(decoding: text[start..<offset], as: UTF8.self)
  }

  /// Goes past a character, if it comes next.
  mutating func consume(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard offset < text.count, text[offset] == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  /// The texts up to the closing parenthesis, split at a separator that is in no inner
  /// parentheses, with comments and surrounding blanks taken off; nil if nothing closes.
  mutating func sections(separatedBy separator: Unicode.Scalar) -> [String]? {
    var sections: [[UInt8]] = [[]]
    var depth = 0
    while offset < text.count {
      let start = offset
      if skipComment() { continue }
      if skipLiteral() {
        sections[sections.count - 1] += text[start..<min(offset, text.count)]
        continue
      }
      let byte = text[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { return sections.map(Self.trimmed) }
        depth -= 1
      case UInt8(ascii: separator) where depth == 0:
        sections.append([])
        continue
      default: break
      }
      sections[sections.count - 1].append(byte)
    }
    return nil
  }

  private static func trimmed(_ bytes: [UInt8]) -> String {
    let isBlank: (UInt8) -> Bool = {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\\")
    }
    return String(
      decoding: bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed(),
      as: UTF8.self)
  }
}
