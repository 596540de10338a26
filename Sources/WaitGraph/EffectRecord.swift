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
  /// Calls through pointers with several targets, and whether it only happens with an object's last reference.
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
    guesses =
      isChoice && record.choices < Self.maximumChoices ? record.guesses + 1 : record.guesses
    calls = record.calls < .max ? record.calls + 1 : record.calls
  }

  /// The operation of this function that has the effect or calls what has it.
  var ordinal: Int32 { ordinals.first }

  /// The summary of the callee; nil when the operation itself has the effect.
  var callee: SummaryID? { calleeIndex < 0 ? nil : SummaryID(Int(calleeIndex)) }

  /// The effect as the callee knows it.
  var calleeEffect: EffectID? { calleeEffectIndex < 0 ? nil : EffectID(Int(calleeEffectIndex)) }

  /// How many guesses it counts for that an object's last reference is given up.
  private static let guessesForLastReference = 8
  private static let lastReference: UInt8 = 0x80
  private static let maximumChoices = 0x7f

  private var choices: Int { Int(guesses & ~Self.lastReference) }

  /// Whether the way is only taken with an object's last reference.
  var isOnLastReference: Bool { guesses & Self.lastReference != 0 }

  /// How many guesses the way rests on: calls that went through a pointer with several targets, and that it is the
  /// last reference which is given up.
  var indirections: Int {
    choices + (isOnLastReference ? Self.guessesForLastReference : 0)
  }

  /// How many calls away the effect is.
  var depth: Int { Int(calls) }

  /// The same way, if it is only taken with an object's last reference: as a rule somebody else has one.
  func onLastReference(_ isOnly: Bool = true) -> EffectRecord {
    var record = self
    if isOnly {
      record.guesses |= Self.lastReference
    } else {
      record.guesses &= ~Self.lastReference
    }
    return record
  }

  /// Whether this way is better evidence: fewer guesses, then fewer calls, then earlier.
  func isBetter(than other: EffectRecord) -> Bool {
    (indirections, calls, ordinal) < (other.indirections, other.calls, other.ordinal)
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
