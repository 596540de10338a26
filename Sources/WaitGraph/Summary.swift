import OrderedCollections

/// What a caller needs to know of a function in one context.
struct Summary: Sendable {
  let function: FunctionID
  let context: EntryContext
  /// In the order in which they were found.
  var effects: OrderedDictionary<EffectID, EffectRecord> = [:]
  /// Empty if the function never returns, or before it has been analysed.
  var rows: [ExitRow] = []
  /// What it takes for its caller on some ways that are taken not to exist, sorted.
  var doubtful: [ResourceID] = []
  /// For each operation with effects, those that may have run before it in the same activation.
  var before: [Int32: OrdinalSet] = [:]
  /// For each operation with effects, what this function holds there on every path, by number.
  private(set) var alwaysHeld: [Int32: UInt16] = [:]
  /// For each operation with effects, what this function holds there on some paths and not on others.
  private(set) var sometimesHeld: [Int32: Set<ResourceID>] = [:]
  /// The ways out of the function, if they differ in what is held.
  var exits: [FunctionExit] = []
  /// The summaries that each call may use, with whether a choice among several targets was needed.
  var callees: [Int32: [Callee]] = [:]

  /// Where the function gives back what it does not have.
  var misreleases: OrderedSet<Misrelease> = []

  /// What the function holds of its own where it comes to have effects.
  private(set) var heldSets: [[HeldResource]] = [[]]
  /// The effects that come after giving up what the caller holds.
  private(set) var unlocking: [EffectID] = []

  /// Takes up an effect: the better of two ways to it, and the first operations that have it.
  ///
  /// `held`: the number of what is held there.
  mutating func note(
    _ effect: EffectID, _ record: EffectRecord, holding held: UInt16,
    isUnlocking: Bool = false, limit: Int
  ) {
    var record = record
    record.held = held
    if let position = effects.index(forKey: effect) {
      effects.values[position] = effects.values[position].joined(with: record)
    } else if effects.count < limit {
      effects[effect] = record
      if isUnlocking { unlocking.append(effect) }
    }
  }

  /// The number of what is held somewhere.
  mutating func number(of held: [HeldResource]) -> UInt16 {
    if held.isEmpty { return 0 }
    if let known = heldSets.lastIndex(of: held) { return UInt16(known) }
    guard heldSets.count < UInt16.max else { return 0 }
    heldSets.append(held)
    return UInt16(heldSets.count - 1)
  }

  /// Notes what one path holds at an operation.
  mutating func note(held: [HeldResource], at ordinal: Int32) {
    guard let known = alwaysHeld[ordinal] else {
      alwaysHeld[ordinal] = number(of: held)
      return
    }
    let before = heldSets[Int(known)]
    if before == held { return }
    func isIn(_ list: [HeldResource]) -> (HeldResource) -> Bool {
      { one in list.contains { $0.use.resource == one.use.resource } }
    }
    let common = before.filter(isIn(held))
    if common.count != before.count { alwaysHeld[ordinal] = number(of: common) }
    let others = before.filter { !isIn(held)($0) } + held.filter { !isIn(before)($0) }
    if !others.isEmpty {
      sometimesHeld[ordinal, default: []].formUnion(others.map(\.use.resource))
    }
  }

  /// What the function holds of its own at an operation on every path to it.
  func alwaysHeld(at ordinal: Int32) -> [HeldResource] {
    alwaysHeld[ordinal].map { heldSets[Int($0)] } ?? []
  }

  struct Callee: Hashable, Sendable {
    let summary: SummaryID
    let isChoice: Bool
  }
}
