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

  /// Takes up an effect: the better of two ways to it, and all the operations that have it.
  mutating func note(
    _ effect: EffectID, _ record: EffectRecord, after executed: OrdinalSet, limit: Int
  ) {
    before[record.ordinal, default: OrdinalSet()].formUnion(executed)
    guard let known = effects[effect] else {
      if effects.count < limit { effects[effect] = record }
      return
    }
    var best = record.isBetter(than: known) ? record : known
    best.ordinals = known.ordinals
    if !best.ordinals.contains(record.ordinal) { best.ordinals.append(record.ordinal) }
    effects[effect] = best
  }

  struct Callee: Hashable, Sendable {
    let summary: SummaryID
    let isChoice: Bool
  }
}
