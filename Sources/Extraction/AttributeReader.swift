import ClangSyntax

/// Reads the words before a function's name that say more than its type.
enum AttributeReader {
  /// The identifiers before the name, without the words of the return type, and those between the
  /// parameters and the body, without what is in their parentheses; in source order.
  static func attributes(of function: Cursor) -> [String] {
    wordsBeforeName(of: function) + wordsBeforeBody(of: function)
  }

  private static func wordsBeforeBody(of function: Cursor) -> [String] {
    guard let name = function.location.filePosition,
      function.location.spellingPosition == name
    else { return [] }
    return name.file.withContents { text in
      var scanner = TextScanner(text: text, offset: name.offset)
      var words: [String] = []
      _ = scanner.identifier()
      repeat {
        while scanner.consume("(") {
          if scanner.sections(separatedBy: ",") == nil { return [] }
        }
        guard let word = scanner.identifier() else { break }
        words.append(word)
      } while true
      // A declaration, or text that a macro hides: nothing to read.
      return scanner.consume("{") ? words : []
    }
  }

  private static func wordsBeforeName(of function: Cursor) -> [String] {
    let type = Set(
      function.type.result.spelling.utf8.split { !$0.isIdentifierByte }
        .map { String(Substring($0)) })
    guard let name = function.location.filePosition,
      function.location.spellingPosition == name,
      let start = function.start.filePosition, start.file == name.file,
      start.offset <= name.offset
    else { return function.linkage == .internal ? ["static"] : [] }
    let words: [String] = name.file.withContents { text in
      var first = start.offset
      // An attribute before the first specifier is not in the extent.
      while first > 0, text[first - 1].isIdentifierByte || text[first - 1] == UInt8(ascii: " ") {
        first -= 1
      }
      return text[first..<name.offset].split { !$0.isIdentifierByte }
        .map { String(decoding: $0, as: UTF8.self) }
    }
    let said = words.filter { word in
      !type.contains(word) && !otherWords.contains(word)
        && word.first.map { !$0.isNumber } ?? false
    }
    // An earlier declaration may have said it.
    return function.linkage == .internal && !said.contains("static") ? ["static"] + said : said
  }

  private static let otherWords: Set<String> = [
    "struct", "union", "enum", "const", "volatile", "void", "char", "short", "int", "long",
    "signed", "unsigned", "float", "double", "_Bool", "bool",
    "__attribute__",
  ]
}
