/// An operation that may block while something is held: a hold-and-wait edge with its evidence.
package struct HoldEdge: Sendable {
  /// What the edge is, apart from where it is seen.
  struct Key: Hashable, Sendable {
    let held: LockUse
    let effect: EffectID
  }

  /// The function that took what is held, in the context in which it did.
  package let summary: SummaryID
  package let held: HeldResource
  /// All that the function holds there, in order.
  package let allHeld: [HeldResource]
  /// The operation of that function that blocks, or calls what blocks.
  package let ordinal: Int32
  /// The effect as that function sees it.
  package let effect: EffectID
  let record: EffectRecord

  /// Whether a loop comes back with the lock to where it was taken: the next turn may be about another object.
  var comesRound: Bool { ordinal == held.ordinal }

  /// How many guesses the evidence rests on: calls through pointers with several targets.
  package var indirections: Int { record.indirections }
}
