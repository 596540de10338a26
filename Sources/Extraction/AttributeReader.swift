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
      var offset = text[name.offset...].firstIndex { !$0.isIdentifierByte } ?? text.endIndex
      var depth = 0
      var words: [String] = []
      while offset < text.endIndex, text[offset] != UInt8(ascii: "{") {
        let start = offset
        switch text[offset] {
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"): depth -= 1
        // A declaration, or text that a macro hides: nothing to read.
        case UInt8(ascii: ";"), UInt8(ascii: "#"): return []
        case let byte where byte.isIdentifierByte && depth == 0:
          offset = text[offset...].firstIndex { !$0.isIdentifierByte } ?? text.endIndex
          words.append(String(decoding: text[start..<offset], as: UTF8.self))
          continue
        default: break
        }
        offset += 1
      }
      return words
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
