/// Finds tasks that can never go on: the largest set of blocked tasks of which none has a conjunct that
/// somebody outside the set can still write, in every one of its transitions. It is a deadlock when one
/// of them is not at a valid end.
///
/// "Can still write" goes by control flow alone, so every set found is really stuck. In a state in which
/// nothing moves it is every blocked task.
final class StuckTasks {
  private let machine: Machine
  let isStuck: UnsafeMutablePointer<Bool>
  private let outside: UnsafeMutablePointer<UInt64>

  init(_ machine: Machine) {
    self.machine = machine
    isStuck = .allocate(capacity: machine.taskCount)
    isStuck.initialize(repeating: false, count: machine.taskCount)
    outside = .allocate(capacity: machine.words)
    outside.initialize(repeating: 0, count: machine.words)
  }

  deinit {
    isStuck.deallocate()
    outside.deallocate()
  }

  /// Whether there is such a set with a task that is not at a valid end.
  func find(_ state: UnsafeMutablePointer<UInt8>, _ enabled: EnabledSteps) -> Bool {
    var word = 0
    while word < machine.words {
      outside[word] = 0
      word &+= 1
    }
    var task = 0
    while task < machine.taskCount {
      isStuck[task] = enabled.counts[task] == 0
      if !isStuck[task] { addWrites(of: task, enabled) }
      task &+= 1
    }
    var changed = true
    while changed {
      changed = false
      task = 0
      while task < machine.taskCount {
        if isStuck[task], canBeWoken(Int(enabled.locations[task]), state) {
          isStuck[task] = false
          addWrites(of: task, enabled)
          changed = true
        }
        task &+= 1
      }
    }
    task = 0
    while task < machine.taskCount {
      if isStuck[task], !machine.isValidEnd[Int(enabled.locations[task])] { return true }
      task &+= 1
    }
    return false
  }

  private func addWrites(of task: Int, _ enabled: EnabledSteps) {
    let base = Int(enabled.locations[task]) &* machine.words
    var word = 0
    while word < machine.words {
      outside[word] |= machine.futureWrites[base &+ word]
      word &+= 1
    }
  }

  /// Some transition has only false conjuncts that somebody outside may change.
  private func canBeWoken(_ location: Int, _ state: UnsafeMutablePointer<UInt8>) -> Bool {
    var transition = Int(machine.firstTransition[location])
    let end = Int(machine.firstTransition[location &+ 1])
    while transition < end {
      var term = Int(machine.transitions[transition].firstTerm)
      let endTerm = Int(machine.transitions[transition].endTerm)
      var open = true
      while term < endTerm, open {
        if !machine.holds(term, state), !mayChange(term) { open = false }
        term &+= 1
      }
      if open { return true }
      transition &+= 1
    }
    return false
  }

  private func mayChange(_ term: Int) -> Bool {
    let entry = machine.terms + term
    if contains(Int(entry.pointee.cell)) { return true }
    return entry.pointee.code & 8 != 0 && contains(Int(entry.pointee.operand))
  }

  private func contains(_ cell: Int) -> Bool {
    outside[cell &>> 6] &>> UInt64(truncatingIfNeeded: cell & 63) & 1 != 0
  }
}
