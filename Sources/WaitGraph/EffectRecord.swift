/// How a function comes to have an effect: the most direct way found.
struct EffectRecord: Sendable {
  /// All the operations of this function that have the effect, this one among them.
  var ordinals: [Int32]
  /// The operation of this function that has the effect or calls what has it.
  let ordinal: Int32
  /// The summary of the callee; nil when the operation itself has the effect.
  let callee: SummaryID?
  /// The effect as the callee knows it.
  let calleeEffect: EffectID?
  /// What this function and its callees hold of their own at that point.
  let held: [HeldResource]
  /// How many calls on the way went through a pointer with several targets.
  let indirections: Int
  /// How many calls away the effect is.
  let depth: Int

  /// Whether this way is better evidence: fewer guesses, then fewer calls, then earlier.
  func isBetter(than other: EffectRecord) -> Bool {
    (indirections, depth, ordinal) < (other.indirections, other.depth, other.ordinal)
  }
}
