/// A hash that is the same in every run, for names of folders. Not for trust: what it names is
/// compared in full.
enum StableHash {
  /// FNV-1a in 64 bits.
  static func number(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash ^= UInt64(byte)
      hash &*= 0x0000_0100_0000_01b3
    }
    return hash
  }

  /// The same as 16 hexadecimal digits.
  static func hex(_ text: String) -> String {
    let digits = String(number(text), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
