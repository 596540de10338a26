/// What identifies a finding over time: its rule, its resources and its functions, and no line number.
enum Fingerprint {
  /// Sixteen hexadecimal digits: the 64-bit FNV-1a hash of the parts.
  ///
  /// Source: Fowler, Noll, Vo, draft-eastlake-fnv.
  static func of(_ parts: [String]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      // A separator, so that moving a letter from one part to the next changes the hash.
      hash = (hash ^ 0xff) &* 0x0000_0100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
