import ClangSyntax

/// What libclang's tree does not tell of an `asm` statement: which operands are outputs, and the
/// labels of an `asm goto`.
struct AsmText {
  let outputs: Int
  let labels: [String]

  init(of cursor: Cursor) {
    let sections = Self.sections(of: cursor)
    outputs = sections.count > 1 ? Self.items(sections[1]).count : 0
    labels = sections.count > 4 ? Self.items(sections[4]) : []
  }

  /// The text in the parentheses, split at the colons.
  private static func sections(of cursor: Cursor) -> [String] {
    guard let position = cursor.location.spellingPosition else { return [] }
    return position.file.withContents { text in
      guard position.offset < text.count else { return [] }
      var scanner = TextScanner(text: text, offset: position.offset)
      while scanner.identifier() != nil {}
      guard scanner.consume("(") else { return [] }
      return scanner.sections(separatedBy: ":") ?? []
    }
  }

  private static func items(_ section: String) -> [String] {
    var text = section
    text.append(")")
    return text.withUTF8 { bytes in
      var scanner = TextScanner(text: bytes, offset: 0)
      return (scanner.sections(separatedBy: ",") ?? []).filter { !$0.isEmpty }
    }
  }
}
