import ClangSyntax

/// What libclang's tree does not tell of an `asm` statement.
struct AsmText {
  /// An operand's constraint.
  struct Operand {
    /// `+`: the output has an input's value first.
    let isReadToo: Bool
    /// The output that an input shares its place with.
    let tiedOutput: Int?
  }

  let outputs: [Operand]
  let inputs: [Operand]
  /// The labels of an `asm goto`.
  let labels: [String]
  /// Whether there are no instructions: the statement only hides a value from the compiler.
  let isEmpty: Bool
  /// Whether the first instruction is an addition.
  let isAddition: Bool
  /// Whether it may have an entry in the kernel's table of traps (`lib/bug.c`), by which all architectures warn: where
  /// `asm` itself is of a macro, the text is not known.
  let mayTrap: Bool

  init(of cursor: Cursor) {
    let sections = Self.sections(of: cursor)
    let items = sections.dropFirst().map(Self.items)
    outputs = items.first.map { $0.map(Operand.init(text:)) } ?? []
    inputs = items.count > 1 ? items[1].map(Operand.init(text:)) : []
    labels = items.count > 3 ? items[3] : []
    isEmpty = sections.first.map { $0 == "\"\"" } ?? true
    isAddition = sections.first.map { $0.hasPrefix("\"add") } ?? false
    mayTrap = sections.first.map { $0.contains("__bug_table") } ?? true
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

extension AsmText.Operand {
  /// Reads `[name] "constraint" (expression)`.
  fileprivate init(text: String) {
    let parts = text.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    let constraint = parts.count > 1 ? parts[1] : ""
    isReadToo = constraint.hasPrefix("+")
    tiedOutput = Int(constraint)
  }
}
