/// What is known of the single bits of a number.
struct KnownBits: Hashable, Sendable {
  /// The bits that are set.
  var set: Int64 = 0
  /// The bits that are not.
  var clear: Int64 = 0
  /// Whether any bit is set, be it one that is known or not.
  var isNonzero = false

  /// All bits of a number.
  init(of number: Int64) {
    set = number
    clear = ~number
    isNonzero = number != 0
  }

  init(set: Int64 = 0, clear: Int64 = 0, isNonzero: Bool = false) {
    self.set = set
    self.clear = clear
    self.isNonzero = isNonzero || set != 0
  }

  /// Whether a number has all that is known.
  func allow(_ number: Int64) -> Bool {
    number & set == set && number & clear == 0 && !(isNonzero && number == 0)
  }

  /// What is known of the bits that are asked for.
  func only(_ asked: Int64) -> KnownBits { KnownBits(set: set & asked, clear: clear & asked) }

  /// Whether the number is below zero; nil if that is not known.
  var isNegative: Bool? {
    if set < 0 { return true }
    return clear < 0 ? false : nil
  }

  static prefix func ~ (bits: KnownBits) -> KnownBits {
    KnownBits(set: bits.clear, clear: bits.set)
  }

  static func & (left: KnownBits, right: KnownBits) -> KnownBits {
    KnownBits(set: left.set & right.set, clear: left.clear | right.clear)
  }

  static func | (left: KnownBits, right: KnownBits) -> KnownBits {
    KnownBits(
      set: left.set | right.set, clear: left.clear & right.clear,
      isNonzero: left.isNonzero || right.isNonzero)
  }

  /// What is known when either may hold.
  func joined(with other: KnownBits) -> KnownBits {
    KnownBits(
      set: set & other.set, clear: clear & other.clear, isNonzero: isNonzero && other.isNonzero)
  }
}
