/// One way in which a function returns: what it gives back, and how that changes what is held.
struct ExitRow: Hashable, Sendable {
  let acquired: [LockUse]
  let released: [LockUse]
  let value: AbstractValue
  /// What is true of the parameters when it returns so, by their numbers: what a predicate tells.
  let learned: [Int32: AbstractValue]

  /// Whether the caller holds something else afterwards.
  var changesHeld: Bool { !acquired.isEmpty || !released.isEmpty }

  /// The same way, taken also with another value.
  func joined(with other: ExitRow) -> ExitRow {
    ExitRow(
      acquired: acquired, released: released, value: value.joined(with: other.value),
      learned: learned.merging(other.learned) { $0.joined(with: $1) }.filter {
        learned[$0.key] != nil && other.learned[$0.key] != nil && $0.value != .unknown
      })
  }
}
