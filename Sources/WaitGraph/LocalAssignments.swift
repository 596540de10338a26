import LockIR

/// How often each local variable of a function is written, and with what.
struct LocalAssignments {
  /// The value of each automatic variable that is written once, whose address stays in the function, and
  /// whose value nothing in the function changes later: wherever it is read, it has that value.
  let single: [LocalID: ValueID]
  private let written: Set<LocalID>

  init(_ function: Function) {
    var values: [LocalID: ValueID] = [:]
    var written: Set<LocalID> = []
    var again: Set<LocalID> = []
    var escaped: Set<LocalID> = []
    var memory = WrittenMemory()
    func note(_ local: LocalID) { if !written.insert(local).inserted { again.insert(local) } }
    func escape(_ value: ValueID) {
      if case .local(let local) = function[value] { escaped.insert(local) }
    }
    for block in function.blocks {
      for operation in block.operations {
        switch operation.kind {
        case .store(let address, let value):
          escape(value)
          memory.note(address, in: function)
          if let local = Self.root(of: address, in: function) {
            note(local)
            if case .local = function[address] {
              values[local] = value
            } else {
              again.insert(local)
            }
          }
        case .call(_, _, let arguments): arguments.forEach(escape)
        case .evaluate: break
        }
      }
    }
    let unusable = again.union(escaped)
    // A parameter has a value before it is written.
    let changing = unusable.union(written.filter { Int($0.index) < function.parameterCount })
    single = values.filter { local, value in
      !unusable.contains(local) && Int(local.index) >= function.parameterCount
        && function[value] != .unknown
        && memory.keeps(value, in: function, changing: changing)
    }
    self.written = written.union(escaped)
  }

  /// Whether a variable keeps the value that it has on entry.
  func isNeverWritten(_ local: LocalID) -> Bool { !written.contains(local) }

  private static func root(of address: ValueID, in function: Function) -> LocalID? {
    switch function[address] {
    case .local(let local): local
    case .field(let base, _, _), .element(let base, _): root(of: base, in: function)
    default: nil
    }
  }
}
