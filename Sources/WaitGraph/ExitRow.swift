/// One way in which a function returns: what it gives back, and how that changes what is held.
struct ExitRow: Hashable, Sendable {
  let acquired: [LockUse]
  let released: [LockUse]
  let value: AbstractValue
  /// What is true of the parameters when it returns so, by their numbers: what a predicate tells.
  let learned: [Int32: AbstractValue]
  /// What is true of what parameters point to. A helper that locks by a flag of its object tells which way
  /// the helper goes that unlocks.
  var pointees: [Relevance.Pointee: AbstractValue] = [:]

  /// Whether the caller holds something else afterwards.
  var changesHeld: Bool { !acquired.isEmpty || !released.isEmpty }

  /// Whether another way changes what is held in the same way.
  func holdsLike(_ other: ExitRow) -> Bool {
    acquired == other.acquired && released == other.released
  }

  /// The same way, taken also with another value.
  func joined(with other: ExitRow) -> ExitRow {
    ExitRow(
      acquired: acquired, released: released, value: value.joined(with: other.value),
      learned: Self.joined(learned, other.learned), pointees: Self.joined(pointees, other.pointees))
  }

  private static func joined<Key>(
    _ mine: [Key: AbstractValue], _ others: [Key: AbstractValue]
  ) -> [Key: AbstractValue] {
    var result: [Key: AbstractValue] = [:]
    for (key, value) in mine {
      guard let other = others[key] else { continue }
      let both = value.joined(with: other)
      if both != .unknown { result[key] = both }
    }
    return result
  }
}
