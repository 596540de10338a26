/// What a sequence of bytes hashes to: the same in every run and on every machine.
///
/// Austin Appleby's MurmurHash3 in its 128-bit form. It finds equal contents and accidents, such as a
/// damaged page; it is no protection against somebody who makes collisions on purpose.
package struct ContentHash: Hashable, Sendable, Comparable {
  package let high: UInt64
  package let low: UInt64

  /// How many bytes `append(to:)` writes.
  static let size = 16

  /// Stands for a file that is not there.
  static let nothing = ContentHash(high: .max, low: .max)

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// - Complexity: linear in the number of bytes, some gigabytes a second.
  package init(of bytes: UnsafeRawBufferPointer) {
    var state = Murmur()
    let whole = bytes.count / 16 * 16
    for offset in stride(from: 0, to: whole, by: 16) {
      state.mix(
        bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
    }
    var tail: (UInt64, UInt64) = (0, 0)
    for offset in whole..<bytes.count {
      let shift = UInt64(offset - whole) % 8 * 8
      if offset - whole < 8 {
        tail.0 |= UInt64(bytes[offset]) << shift
      } else {
        tail.1 |= UInt64(bytes[offset]) << shift
      }
    }
    self = state.finish(tail, count: bytes.count)
  }

  package init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { ContentHash(of: $0) }
  }

  package init(of text: String) {
    var text = text
    self = text.withUTF8 { ContentHash(of: UnsafeRawBufferPointer($0)) }
  }

  /// Of lists of texts: where one list ends and the next begins counts.
  package init(of parts: [[String]]) {
    var writer = ByteWriter()
    for part in parts {
      writer.write(part.count)
      for text in part { writer.write(text) }
    }
    self.init(of: writer.bytes)
  }

  /// 32 hexadecimal digits, for names of files.
  package var hex: String {
    [high, low].map { part in
      let digits = String(part, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  package static func < (left: ContentHash, right: ContentHash) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

/// The state of the hash between two blocks of 16 bytes.
private struct Murmur {
  private static let factors: (UInt64, UInt64) = (0x87c3_7b91_1142_53d5, 0x4cf5_ad43_2745_937f)

  private var first: UInt64 = 0
  private var second: UInt64 = 0

  mutating func mix(_ one: UInt64, _ two: UInt64) {
    first ^= Self.scrambledFirst(one)
    first = (first.rotated(by: 27) &+ second) &* 5 &+ 0x52dc_e729
    second ^= Self.scrambledSecond(two)
    second = (second.rotated(by: 31) &+ first) &* 5 &+ 0x3849_5ab5
  }

  mutating func finish(_ tail: (UInt64, UInt64), count: Int) -> ContentHash {
    first ^= Self.scrambledFirst(tail.0) ^ UInt64(count)
    second ^= Self.scrambledSecond(tail.1) ^ UInt64(count)
    first = first &+ second
    second = second &+ first
    first = first.avalanched
    second = second.avalanched
    first = first &+ second
    second = second &+ first
    return ContentHash(high: first, low: second)
  }

  private static func scrambledFirst(_ block: UInt64) -> UInt64 {
    (block &* factors.0).rotated(by: 31) &* factors.1
  }

  private static func scrambledSecond(_ block: UInt64) -> UInt64 {
    (block &* factors.1).rotated(by: 33) &* factors.0
  }
}

extension UInt64 {
  fileprivate func rotated(by count: UInt64) -> UInt64 { self << count | self >> (64 - count) }

  fileprivate var avalanched: UInt64 {
    var bits = self
    bits ^= bits >> 33
    bits = bits &* 0xff51_afd7_ed55_8ccd
    bits ^= bits >> 33
    bits = bits &* 0xc4ce_b9fe_1a85_ec53
    bits ^= bits >> 33
    return bits
  }
}
