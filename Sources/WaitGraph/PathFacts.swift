import LockIR

/// What a path has established about values, by their canonical identifiers.
struct PathFacts: Hashable {
  private var known: [ValueID: AbstractValue] = [:]

  subscript(value: ValueID) -> AbstractValue? {
    get { known[value] }
    set { known[value] = newValue }
  }

  /// Whether something is known of a value that is one of these.
  func contains(where matches: (ValueID) -> Bool) -> Bool { known.keys.contains(where: matches) }

  /// Forgets what does not hold on the other path too. Returns whether that changed anything.
  mutating func intersect(_ other: PathFacts) -> Bool {
    var changed = false
    for (value, fact) in known {
      let joined = other.known[value].map { fact.joined(with: $0) } ?? .unknown
      guard joined != fact else { continue }
      known[value] = joined == .unknown ? nil : joined
      changed = true
    }
    return changed
  }

  mutating func forget(where isStale: (ValueID) -> Bool) {
    guard known.keys.contains(where: isStale) else { return }
    known = known.filter { !isStale($0.key) }
  }
}
