import OrderedCollections

/// What a caller needs to know of a function in one context.
struct Summary: Sendable {
  let function: FunctionID
  let context: EntryContext
  /// In the order in which they were found.
  var effects: OrderedDictionary<EffectID, EffectRecord> = [:]
  /// Empty if the function never returns, or before it has been analysed.
  var rows: [ExitRow] = []
  /// For each operation with effects, those that may have run before it in the same activation.
  var before: [Int32: OrdinalSet] = [:]
  /// The summaries that each call may use, with whether a choice among several targets was needed.
  var callees: [Int32: [Callee]] = [:]

  /// What the function holds of its own where it comes to have effects.
  private(set) var heldSets: [[HeldResource]] = [[]]
  /// Whether some effects come after giving up what the caller holds.
  private(set) var hasReleases = false

  /// Takes up an effect: the better of two ways to it, and the first operations that have it.
  mutating func note(
    _ effect: EffectID, _ record: EffectRecord, holding held: [HeldResource], limit: Int
  ) {
    var record = record
    record.held = number(of: held)
    if let known = effects[effect] {
      effects[effect] = known.joined(with: record)
    } else if effects.count < limit {
      effects[effect] = record
    }
  }

  /// Notes that an effect comes after giving up what the caller holds.
  mutating func noteRelease() { hasReleases = true }

  private mutating func number(of held: [HeldResource]) -> UInt16 {
    if held.isEmpty { return 0 }
    if let known = heldSets.lastIndex(of: held) { return UInt16(known) }
    guard heldSets.count < UInt16.max else { return 0 }
    heldSets.append(held)
    return UInt16(heldSets.count - 1)
  }

  struct Callee: Hashable, Sendable {
    let summary: SummaryID
    let isChoice: Bool
  }
}
