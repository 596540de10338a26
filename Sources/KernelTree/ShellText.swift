/// A line of shell as its simple commands: quotes removed, `;`, `&&`, `||`, `|`, `&` and
/// parentheses taken as ends. Enough for what make prints and compilation databases hold; nothing
/// is expanded.
struct ShellText {
  private let bytes: ArraySlice<UInt8>

  /// A backslash and a newline continue the line; other newlines end a command.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  init(_ text: String) {
    self.init(ArraySlice(text.utf8))
  }

  /// The first simple command whose words satisfy the condition. Reading stops there, because what
  /// follows in a line of make output is as long again.
  ///
  /// - Complexity: O(n) in the bytes up to the end of that command.
  func firstCommand(where accepts: ([String]) -> Bool) -> [String]? {
    var words: [String] = []
    var word: [UInt8] = []
    // An empty quoted word is a word.
    var inWord = false
    var index = bytes.startIndex

    func endWord() {
      if inWord { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
      inWord = false
    }

    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "'"):
        inWord = true
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "'")) ?? bytes.endIndex
        word.append(contentsOf: bytes[index..<end])
        index = min(end + 1, bytes.endIndex)
      case UInt8(ascii: "\""):
        inWord = true
        index = appendDoubleQuoted(from: index, to: &word)
      case UInt8(ascii: "\\"):
        guard index < bytes.endIndex else { break }
        let next = bytes[index]
        index += 1
        if next != UInt8(ascii: "\n") {
          inWord = true
          word.append(next)
        }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        endWord()
      case UInt8(ascii: "#") where !inWord:
        index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "\n"),
        UInt8(ascii: "("), UInt8(ascii: ")"):
        endWord()
        if !words.isEmpty, accepts(words) { return words }
        words.removeAll(keepingCapacity: true)
      default:
        inWord = true
        word.append(byte)
      }
    }
    endWord()
    return !words.isEmpty && accepts(words) ? words : nil
  }

  /// Adds what stands in double quotes and returns the index after the closing one.
  private func appendDoubleQuoted(from start: Int, to word: inout [UInt8]) -> Int {
    var index = start
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.endIndex {
        let next = bytes[index + 1]
        // In double quotes, a backslash is itself before any other byte.
        let isEscape = [UInt8](#""\$`"#.utf8).contains(next)
        if next != UInt8(ascii: "\n") {
          if !isEscape { word.append(bytes[index]) }
          word.append(next)
        }
        index += 2
      } else {
        word.append(bytes[index])
        index += 1
      }
    }
    return min(index + 1, bytes.endIndex)
  }
}
