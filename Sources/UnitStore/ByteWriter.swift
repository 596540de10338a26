/// Writes numbers and texts as few bytes: seven bits a byte, the lowest first.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(byte: UInt8) { bytes.append(byte) }

  package mutating func write(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  package mutating func write(_ number: Int) { write(UInt64(bitPattern: Int64(number))) }

  /// Small numbers of either sign stay small.
  package mutating func write(signed number: Int64) {
    write(UInt64(bitPattern: number << 1 ^ number >> 63))
  }

  package mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  package mutating func write(_ contents: [UInt8]) {
    write(contents.count)
    bytes.append(contentsOf: contents)
  }

  package mutating func write(_ hash: ContentHash) {
    for part in [hash.high, hash.low] {
      withUnsafeBytes(of: part.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }
}
