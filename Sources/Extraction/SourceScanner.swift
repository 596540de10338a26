/// Splits a text into what a `SourceScan` is made of.
struct SourceScanner {
  enum Token {
    /// `macro` is the one that the name helps to define.
    case name(UInt64, isCalled: Bool, macro: UInt64?)
    /// `#define`, or `#undef`, which leaves the macro no form.
    case macro(UInt64, MacroForm?)
    case tested(UInt64)
    /// Nil if a macro says what is included.
    case include(SourceScan.Include?)
  }

  enum MacroForm {
    case constant
    /// A constant that can stand nowhere but in an expression: nothing can be declared by that name.
    case literal
    case function
    /// A function that only changes the text of messages.
    case message
  }

  private let text: UnsafeBufferPointer<UInt8>
  private var offset = 0
  /// Whether only blanks have come since the line began.
  private var isAtLineStart = true
  /// Where the directive ends whose names are tested.
  private var testedUntil = 0
  private var macro: UInt64 = 0
  /// Where the definition of `macro` ends.
  private var definedUntil = 0

  init(text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  mutating func next() -> Token? {
    while offset < text.count {
      let byte = text[offset]
      switch byte {
      case UInt8(ascii: "\n"):
        isAtLineStart = true
        offset += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
      case UInt8(ascii: "/") where skipComment(): break
      case UInt8(ascii: "#") where isAtLineStart:
        offset += 1
        if let token = directive() { return token }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        isAtLineStart = false
        skipLiteral(byte)
      default:
        isAtLineStart = false
        guard byte.isIdentifierByte else {
          offset += 1
          continue
        }
        let start = offset
        let name = identifier()
        if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { continue }
        return start < testedUntil
          ? .tested(name)
          : .name(name, isCalled: isCalled(), macro: start < definedUntil ? macro : nil)
      }
    }
    return nil
  }

  /// What stands after a `#`. Of most directives nothing is wanted but the names that follow.
  private mutating func directive() -> Token? {
    isAtLineStart = false
    skipBlanks()
    let start = offset
    _ = identifier()
    let word = word(from: start)
    switch word {
    case "include", "include_next": return include()
    case "define", "undef":
      skipBlanks()
      guard offset < text.count, text[offset].isIdentifierByte else { return nil }
      let name = identifier()
      guard word == "define" else { return .macro(name, nil) }
      macro = name
      definedUntil = lineEnd()
      return .macro(name, macroForm())
    case "if", "ifdef", "ifndef", "elif":
      testedUntil = lineEnd()
      return nil
    default: return nil
    }
  }

  private mutating func include() -> Token? {
    skipBlanks()
    guard offset < text.count else { return nil }
    let end: UInt8
    switch text[offset] {
    case UInt8(ascii: "<"): end = UInt8(ascii: ">")
    case UInt8(ascii: "\""): end = UInt8(ascii: "\"")
    default: return .include(nil)
    }
    let start = offset + 1
    let stop = text[start...].firstIndex { $0 == end || $0 == UInt8(ascii: "\n") } ?? text.count
    offset = min(stop + 1, text.count)
    if stop < text.count, text[stop] == UInt8(ascii: "\n") { offset = stop }
    return .include(
      SourceScan.Include(
        name: String(decoding: text[start..<stop], as: UTF8.self),
        isQuoted: end == UInt8(ascii: "\"")))
  }

  /// Whether a parenthesis follows the name that has just been read.
  private func isCalled() -> Bool {
    let next = text[offset...].first { byte in
      byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\t") && byte != UInt8(ascii: "\n")
    }
    return next == UInt8(ascii: "(") || next == UInt8(ascii: "\\")
  }

  private func macroForm() -> MacroForm {
    guard offset < text.count, text[offset] == UInt8(ascii: "(") else {
      return isLiteral() ? .literal : .constant
    }
    return isMessageMacro() ? .message : .function
  }

  /// Whether what follows is a number, a text, or in parentheses and more than a name.
  private func isLiteral() -> Bool {
    let body = text[offset..<lineEnd()].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard let first = body.first else { return false }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "\""), UInt8(ascii: "-"),
      UInt8(ascii: "~"):
      return true
    case UInt8(ascii: "("):
      return body.contains { byte in
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: "|"), UInt8(ascii: "+"), UInt8(ascii: "-"),
          UInt8(ascii: "\""), UInt8(ascii: "~"):
          true
        default: false
        }
      }
    default: return false
    }
  }

  /// Whether the macro whose name has just been read puts texts and names side by side, as `pr_fmt` does:
  /// what uses it calls what it would call without it.
  private func isMessageMacro() -> Bool {
    guard offset < text.count, text[offset] == UInt8(ascii: "(") else { return false }
    let end = lineEnd()
    guard var position = text[offset..<end].firstIndex(of: UInt8(ascii: ")")) else { return false }
    var isInText = false
    position += 1
    while position < end {
      let byte = text[position]
      if isInText, byte == UInt8(ascii: "\\") {
        position += 1
      } else if byte == UInt8(ascii: "\"") {
        isInText.toggle()
      } else if !isInText, !byte.isIdentifierByte, byte != UInt8(ascii: " "),
        byte != UInt8(ascii: "\t")
      {
        return false
      }
      position += 1
    }
    return true
  }

  /// Where the line ends, with those that a backslash joins to it.
  private func lineEnd() -> Int {
    var end = offset
    while end < text.count {
      if text[end] == UInt8(ascii: "\n"), end == 0 || text[end - 1] != UInt8(ascii: "\\") { break }
      end += 1
    }
    return end
  }

  private func word(from start: Int) -> String {
    String(decoding: text[start..<offset], as: UTF8.self)
  }

  /// Goes past an identifier or a number, and hashes it.
  private mutating func identifier() -> UInt64 {
    let start = offset
    while offset < text.count, text[offset].isIdentifierByte { offset += 1 }
    return Self.hash(of: text[start..<offset])
  }

  /// FNV-1a.
  static func hash(of name: some Sequence<UInt8>) -> UInt64 {
    name.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }

  private mutating func skipBlanks() {
    while offset < text.count,
      text[offset] == UInt8(ascii: " ") || text[offset] == UInt8(ascii: "\t")
    {
      offset += 1
    }
  }

  /// Goes past a comment, if one starts here.
  private mutating func skipComment() -> Bool {
    guard offset + 1 < text.count else { return false }
    if text[offset + 1] == UInt8(ascii: "/") {
      offset = text[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      return true
    }
    guard text[offset + 1] == UInt8(ascii: "*") else {
      isAtLineStart = false
      offset += 1
      return true
    }
    offset += 2
    while offset < text.count,
      text[offset] != UInt8(ascii: "/") || text[offset - 1] != UInt8(ascii: "*")
    {
      offset += 1
    }
    offset = min(offset + 1, text.count)
    return true
  }

  private mutating func skipLiteral(_ quote: UInt8) {
    offset += 1
    // A single quote may be an apostrophe after `#error`; no literal goes past its line.
    while offset < text.count, text[offset] != quote, text[offset] != UInt8(ascii: "\n") {
      offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    offset = min(offset, text.count)
    if offset < text.count, text[offset] == quote { offset += 1 }
  }
}
