/// How a function comes to have an effect: the most direct way found.
///
/// A whole kernel has millions of these, so they are small.
struct EffectRecord: Sendable {
  /// Operations of this function that have the effect: the one of the most direct way, and the first
  /// others.
  private(set) var ordinals: Ordinals
  private let calleeIndex: Int32
  private let calleeEffectIndex: Int32
  /// What this function and its callees hold of their own at that point: a number of its summary.
  var held: UInt16 = 0
  private var guesses: UInt8
  private let calls: UInt8

  /// An effect of the operation itself.
  init(ordinal: Int32) {
    ordinals = Ordinals(ordinal)
    (calleeIndex, calleeEffectIndex, guesses, calls) = (-1, -1, 0, 0)
  }

  /// An effect of what the operation calls.
  ///
  /// `effect`: the effect as the callee knows it. `record`: how the callee comes to it.
  /// `isChoice`: whether the call goes to one of many targets.
  init(
    ordinal: Int32, callee: SummaryID, effect: EffectID, _ record: EffectRecord, isChoice: Bool
  ) {
    ordinals = Ordinals(ordinal)
    calleeIndex = callee.index
    calleeEffectIndex = effect.index
    guesses = isChoice && record.guesses < .max ? record.guesses + 1 : record.guesses
    calls = record.calls < .max ? record.calls + 1 : record.calls
  }

  /// The operation of this function that has the effect or calls what has it.
  var ordinal: Int32 { ordinals.first }

  /// The summary of the callee; nil when the operation itself has the effect.
  var callee: SummaryID? { calleeIndex < 0 ? nil : SummaryID(Int(calleeIndex)) }

  /// The effect as the callee knows it.
  var calleeEffect: EffectID? { calleeEffectIndex < 0 ? nil : EffectID(Int(calleeEffectIndex)) }

  /// How many calls on the way went through a pointer with several targets.
  var indirections: Int { Int(guesses) }

  /// How many calls away the effect is.
  var depth: Int { Int(calls) }

  /// The same way, with more that is only guessed.
  func withGuesses(_ count: Int) -> EffectRecord {
    var record = self
    record.guesses = UInt8(min(indirections + count, Int(UInt8.max)))
    return record
  }

  /// Whether this way is better evidence: fewer guesses, then fewer calls, then earlier.
  func isBetter(than other: EffectRecord) -> Bool {
    (guesses, calls, ordinal) < (other.guesses, other.calls, other.ordinal)
  }

  /// The better of two ways, with the operations of both.
  func joined(with new: EffectRecord) -> EffectRecord {
    guard new.isBetter(than: self) else {
      var best = self
      best.ordinals.insert(new.ordinal)
      return best
    }
    var best = new
    for ordinal in ordinals.all { best.ordinals.insert(ordinal) }
    return best
  }
}
