import LockIR

/// What a function asks of a value that decides what it does. Callers that answer all of it alike call the
/// function in one context.
struct Interest: Equatable, Sendable {
  /// These of its bits; the highest is its sign.
  var bits: Int64 = 0
  /// Whether it is zero.
  var truth = false
  /// Which value it is.
  var value = false
  /// Whether it is a part of the record that it points to.
  var part = false

  static let truth = Interest(truth: true)
  static let value = Interest(value: true)
  static let part = Interest(part: true)
  /// Whether it is above, at or below zero.
  static let sign = Interest(bits: Int64.min, truth: true)

  static func bits(_ mask: Int64) -> Interest { Interest(bits: mask) }

  func union(_ other: Interest) -> Interest {
    Interest(
      bits: bits | other.bits, truth: truth || other.truth, value: value || other.value,
      part: part || other.part)
  }

  /// What a value says of what is asked; nil if nothing.
  func answer(_ known: AbstractValue) -> AbstractValue? {
    switch known {
    case .constant, .oneOf, .bits:
      if value { return known }
      let answers = (known.constants.map { $0.map { KnownBits(of: $0) } } ?? [known.knownBits])
        .map(answer)
      let common = answers.dropFirst().reduce(answers[0]) { $0.joined(with: $1) }
      // Which of its bits are set together, too, is known of one of a few numbers.
      let isLess = bits & Int64.max != 0 && answers.contains { $0 != common }
      let answer = isLess ? known : AbstractValue(common)
      return answer == .unknown ? nil : answer
    case .function: return known
    case .part: return part ? known : nil
    case .pointer, .nonzero, .error, .unknown: return nil
    }
  }

  private func answer(_ known: KnownBits) -> KnownBits {
    let some = known.only(bits)
    return truth && known.clear == -1
      ? known
      : KnownBits(set: some.set, clear: some.clear, isNonzero: truth && known.isNonzero)
  }
}
