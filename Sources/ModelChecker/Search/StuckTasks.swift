/// Finds tasks that can never go on: the largest set of blocked tasks such that in every transition of
/// each there is a conjunct that does not hold and that nobody outside the set can make hold. It is a
/// deadlock when one of them is not at a valid end.
///
/// What those outside can do goes by control flow and by balance (``NetEffects``), so every set found
/// is really stuck. In a state in which nothing moves it is every blocked task, so nothing is missed when
/// every run ends or goes idle. What waits for ever while another task runs for ever that could wake it by
/// its control flow, and never does by its values, is found when everything was seen: ``Starvation``.
final class StuckTasks {
  private let machine: Machine
  let isStuck: UnsafeMutablePointer<Bool>

  init(_ machine: Machine) {
    self.machine = machine
    isStuck = .allocate(capacity: machine.taskCount)
    isStuck.initialize(repeating: false, count: machine.taskCount)
  }

  deinit { isStuck.deallocate() }

  /// Whether there is such a set with a task that is not at a valid end.
  func find(_ state: UnsafeMutablePointer<UInt8>, _ enabled: EnabledSteps) -> Bool {
    var task = 0
    while task < machine.taskCount {
      isStuck[task] = enabled.counts[task] == 0
      task &+= 1
    }
    var changed = true
    while changed {
      changed = false
      var waiting = false
      task = 0
      while task < machine.taskCount {
        if isStuck[task] {
          let location = Int(enabled.locations[task])
          if canBeWoken(location, state, enabled) {
            isStuck[task] = false
            changed = true
          } else if !machine.isValidEnd[location] {
            waiting = true
          }
        }
        task &+= 1
      }
      if !waiting { return false }
    }
    return true
  }

  /// Some transition has only false conjuncts that somebody outside may make hold.
  private func canBeWoken(
    _ location: Int, _ state: UnsafeMutablePointer<UInt8>, _ enabled: EnabledSteps
  ) -> Bool {
    var transition = Int(machine.firstTransition[location])
    let end = Int(machine.firstTransition[location &+ 1])
    while transition < end {
      var term = Int(machine.transitions[transition].firstTerm)
      let endTerm = Int(machine.transitions[transition].endTerm)
      var open = true
      while term < endTerm, open {
        if !machine.holds(term, state), !mayHold(term, state, enabled) { open = false }
        term &+= 1
      }
      if open { return true }
      transition &+= 1
    }
    return false
  }

  private func mayHold(
    _ term: Int, _ state: UnsafeMutablePointer<UInt8>, _ enabled: EnabledSteps
  ) -> Bool {
    let entry = machine.terms + term
    let cell = Int(entry.pointee.cell)
    if entry.pointee.code & 8 != 0 {
      return mayWrite(cell, enabled) || mayWrite(Int(entry.pointee.operand), enabled)
    }
    let (isDown, distance) = machine.need(term, state)
    if distance == 0 { return mayWrite(cell, enabled) }
    let reach = isDown ? machine.lowest : machine.highest
    var sum = 0
    var task = 0
    while task < machine.taskCount {
      if !isStuck[task] {
        sum &+= Int(reach[Int(enabled.locations[task]) &* machine.width &+ cell])
      }
      task &+= 1
    }
    return isDown ? sum &+ distance <= 0 : sum >= distance
  }

  private func mayWrite(_ cell: Int, _ enabled: EnabledSteps) -> Bool {
    var task = 0
    while task < machine.taskCount {
      if !isStuck[task] {
        let base = Int(enabled.locations[task]) &* machine.words
        if machine.futureWrites[base &+ cell &>> 6] &>> UInt64(truncatingIfNeeded: cell & 63) & 1
          != 0
        {
          return true
        }
      }
      task &+= 1
    }
    return false
  }
}
