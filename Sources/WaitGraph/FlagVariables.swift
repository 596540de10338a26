import LockIR

/// The variables of a function that are only ever set to constants, or to each other: what a choice was
/// stored in, to be acted upon later.
struct FlagVariables {
  /// What each of them holds.
  let values: [ValueID]
  /// What is copied to each.
  private let copied: [ValueID: [ValueID]]

  /// - Complexity: a few passes over the stores of the function.
  init(_ function: CanonicalFunction) {
    var stored: [LocalID: [ValueID]] = [:]
    for store in function.stores {
      guard case .local(let local) = function[store.address],
        Int(local.index) >= function.function.parameterCount
      else { continue }
      stored[local, default: []].append(store.value)
    }
    var flags = Set(stored.keys)
    func isFlag(_ value: ValueID) -> Bool {
      switch function[value] {
      case .constant: true
      case .load(let place):
        if case .local(let local) = function[place] { flags.contains(local) } else { false }
      default: false
      }
    }
    var before = -1
    while before != flags.count {
      before = flags.count
      flags = flags.filter { stored[$0, default: []].allSatisfy(isFlag) }
    }
    var copied: [ValueID: [ValueID]] = [:]
    for flag in flags {
      guard let value = function.load(of: flag) else { continue }
      copied[value] = stored[flag, default: []].filter {
        if case .load = function[$0] { true } else { false }
      }
    }
    values = copied.keys.sorted { $0.index < $1.index }
    self.copied = copied
  }

  /// The flags that a flag was copied from, near and far.
  func sources(of flag: ValueID) -> Set<ValueID> {
    var result: Set<ValueID> = []
    var pending = copied[flag] ?? []
    while let next = pending.popLast() {
      if result.insert(next).inserted { pending += copied[next] ?? [] }
    }
    return result
  }
}
