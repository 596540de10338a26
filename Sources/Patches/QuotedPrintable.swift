/// The transfer encoding that mail servers use for lines that are long or not ASCII.
///
/// Source: RFC 2045, section 6.7.
enum QuotedPrintable {
  /// The bytes that the lines stand for.
  static func decode(_ lines: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, line) in lines.enumerated() {
      var rest = Array(line.utf8)[...]
      if rest.last == 0x0D { rest.removeLast() }
      // An equals sign at the end of a line joins it with the next.
      let isJoined = rest.last == UInt8(ascii: "=")
      if isJoined { rest.removeLast() }
      bytes += decode(rest)
      if !isJoined, index < lines.count - 1 { bytes.append(0x0A) }
    }
    return bytes
  }

  /// The bytes that a piece of text stands for.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "="), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
