/// Finds the names of a graph that a recorded name may stand for.
struct LockNames {
  private let known: Set<String>
  private let byField: [Substring: [String]]
  private let classes: LockClassKeys
  private let types: ObjectTypes
  private let queueTypes: Set<String>
  private let queues: Set<String>

  /// `queueTypes`: the records that have a lock inside which goes by their own name. `queues`: those of them
  /// that are told apart.
  init(
    _ names: some Collection<String>, _ classes: LockClassKeys, _ types: ObjectTypes,
    queueTypes: Set<String>, queues: Set<String> = []
  ) {
    known = Set(names)
    self.queueTypes = queueTypes
    self.classes = classes
    self.types = types
    self.queues = queues
    byField = Dictionary(grouping: names.filter { $0.contains(".") }) { name in
      name[(name.lastIndex(of: ".") ?? name.startIndex)...]
    }
  }

  /// The names for the likeliest reading that has any.
  func names(for name: LockName) -> [String] {
    let (exact, wrappers) = types.names(of: name.path)
    // Where only callers know which queue it is, it goes by what it is.
    let types = exact.isDisjoint(with: queues) ? wrappers.intersection(queueTypes) : []
    for reading in [exact, types] {
      let names = reading.intersection(known)
      if !names.isEmpty { return names.sorted() }
    }
    for candidate in name.candidates + name.candidates.flatMap(classes.locks(ofKey:)) {
      let names =
        candidate.hasPrefix(".")
        ? byField[candidate[...]] ?? [] : known.contains(candidate) ? [candidate] : []
      if !names.isEmpty { return names.sorted() }
    }
    return []
  }
}
