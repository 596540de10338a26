import LockIR

/// What a path has established about values, by their canonical identifiers.
///
/// Sorted by value: paths know little, and looking through a few entries beats hashing.
struct PathFacts: Hashable {
  private struct Fact: Hashable {
    let value: ValueID
    var known: AbstractValue
  }

  private var facts: [Fact] = []

  subscript(value: ValueID) -> AbstractValue? {
    get {
      let position = position(of: value)
      return position < facts.count && facts[position].value == value
        ? facts[position].known : nil
    }
    set {
      let position = position(of: value)
      let isKnown = position < facts.count && facts[position].value == value
      switch (newValue, isKnown) {
      case (let known?, true): facts[position].known = known
      case (let known?, false): facts.insert(Fact(value: value, known: known), at: position)
      case (nil, true): facts.remove(at: position)
      case (nil, false): break
      }
    }
  }

  /// Forgets what does not hold on the other path too. Returns whether that changed anything.
  ///
  /// `widening`: whether all is forgotten of a value of which less is known now: what a loop counts would take as many
  /// turns as it makes to become stable (Cousot and Cousot, POPL 1977).
  mutating func intersect(_ other: PathFacts, widening: Bool) -> Bool {
    if facts == other.facts { return false }
    var changed = false
    var common: [Fact] = []
    for fact in facts {
      let joined = other[fact.value].map { fact.known.joined(with: $0) } ?? .unknown
      changed = changed || joined != fact.known
      if joined != .unknown, joined == fact.known || !widening {
        common.append(Fact(value: fact.value, known: joined))
      }
    }
    if changed { facts = common }
    return changed
  }

  mutating func forget(where isStale: (ValueID) -> Bool) {
    guard facts.contains(where: { isStale($0.value) }) else { return }
    facts.removeAll { isStale($0.value) }
  }

  /// Where a value's fact is, or would be.
  private func position(of value: ValueID) -> Int {
    var low = 0
    var high = facts.count
    while low < high {
      let middle = (low + high) / 2
      if facts[middle].value.index < value.index { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension PathFacts: Sequence {
  /// What is known, by value.
  func makeIterator() -> some IteratorProtocol<(ValueID, AbstractValue)> {
    facts.lazy.map { ($0.value, $0.known) }.makeIterator()
  }
}
