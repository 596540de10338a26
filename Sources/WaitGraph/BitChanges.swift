/// What may become of the bits of a word on some way: those in neither set are as they were.
struct BitChanges: Equatable, Sendable {
  /// Bits that may be set though they were clear.
  var set: Int64 = 0
  /// Bits that may be clear though they were set.
  var clear: Int64 = 0

  /// Nothing is left of what was there.
  static let all = BitChanges(set: -1, clear: -1)

  init(set: Int64 = 0, clear: Int64 = 0) {
    self.set = set
    self.clear = clear
  }

  /// The word becomes a constant.
  init(to constant: Int64) { self.init(set: constant, clear: ~constant) }

  /// Two words that were made of one are put together.
  static func & (left: BitChanges, right: BitChanges) -> BitChanges {
    BitChanges(set: left.set & right.set, clear: left.clear | right.clear)
  }

  static func | (left: BitChanges, right: BitChanges) -> BitChanges {
    BitChanges(set: left.set | right.set, clear: left.clear & right.clear)
  }

  /// Either, or one after the other.
  func union(_ other: BitChanges) -> BitChanges {
    BitChanges(set: set | other.set, clear: clear | other.clear)
  }

  /// What is known of the word afterwards.
  func applied(to bits: KnownBits) -> KnownBits {
    KnownBits(set: bits.set & ~clear, clear: bits.clear & ~set)
  }
}
