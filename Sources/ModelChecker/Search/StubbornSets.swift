/// Chooses tasks whose steps may go first, in every state anew.
///
/// A strong stubborn set in terms of tasks: start with a task that can move, and add, for each task in
/// the set, whoever may still interfere with one of its enabled steps, and for each of its blocked steps
/// whoever may still help to make the first conjunct hold that does not (``NetEffects``). Steps outside then neither enable,
/// disable nor notice the enabled steps inside. Of all starts the one with the fewest steps wins, the
/// first among equals, so the choice is deterministic.
///
/// Source: A. Valmari, "Stubborn sets for reduced state space generation", 1989.
final class StubbornSets {
  private let machine: Machine
  /// The tasks of the set, and all others.
  let chosen: UnsafeMutablePointer<Bool>
  let others: UnsafeMutablePointer<Bool>
  private let candidate: UnsafeMutablePointer<Bool>
  private let pending: UnsafeMutablePointer<Int32>

  init(_ machine: Machine) {
    self.machine = machine
    chosen = .allocate(capacity: machine.taskCount)
    others = .allocate(capacity: machine.taskCount)
    candidate = .allocate(capacity: machine.taskCount)
    pending = .allocate(capacity: machine.taskCount)
    chosen.initialize(repeating: false, count: machine.taskCount)
    others.initialize(repeating: false, count: machine.taskCount)
    candidate.initialize(repeating: false, count: machine.taskCount)
    pending.initialize(repeating: 0, count: machine.taskCount)
  }

  deinit {
    chosen.deallocate()
    others.deallocate()
    candidate.deallocate()
    pending.deallocate()
  }

  /// Whether there is a set that leaves out an enabled step.
  func choose(_ state: UnsafeMutablePointer<UInt8>, _ enabled: EnabledSteps) -> Bool {
    var best = enabled.count
    var start = 0
    while start < machine.taskCount {
      if enabled.counts[start] > 0, Int(enabled.counts[start]) < best {
        let size = close(start, state, enabled, limit: best)
        if size < best {
          best = size
          var task = 0
          while task < machine.taskCount {
            chosen[task] = candidate[task]
            others[task] = !candidate[task]
            task &+= 1
          }
          if best == 1 { return true }
        }
      }
      start &+= 1
    }
    return best < enabled.count
  }

  /// The number of enabled steps of the closure, or at least the limit when it is not smaller.
  private func close(
    _ start: Int, _ state: UnsafeMutablePointer<UInt8>, _ enabled: EnabledSteps, limit: Int
  ) -> Int {
    var task = 0
    while task < machine.taskCount {
      candidate[task] = false
      task &+= 1
    }
    candidate[start] = true
    pending[0] = Int32(truncatingIfNeeded: start)
    var count = 1
    var next = 0
    var size = Int(enabled.counts[start])
    while next < count {
      let task = Int(pending[next])
      next &+= 1
      let location = Int(enabled.locations[task])
      var transition = Int(machine.firstTransition[location])
      let end = Int(machine.firstTransition[location &+ 1])
      while transition < end {
        let isEnabled = enabled.counts[task] > 0 && machine.isEnabled(transition, state)
        let term = isEnabled ? -1 : machine.falseTerm(transition, state)
        var other = 0
        while other < machine.taskCount {
          if !candidate[other] {
            let future = Int(enabled.locations[other]) &* machine.words
            if isEnabled
              ? interferes(transition, future) : mayEnable(term, state, enabled, other)
            {
              candidate[other] = true
              pending[count] = Int32(truncatingIfNeeded: other)
              count &+= 1
              size &+= Int(enabled.counts[other])
              if size >= limit { return size }
            }
          }
          other &+= 1
        }
        transition &+= 1
      }
    }
    return size
  }

  @inline(__always)
  private func interferes(_ transition: Int, _ future: Int) -> Bool {
    let base = transition &* machine.words
    var word = 0
    while word < machine.words {
      let written = machine.futureWrites[future &+ word]
      if machine.writes[base &+ word] & (machine.futureReads[future &+ word] | written) != 0 {
        return true
      }
      if machine.reads[base &+ word] & written != 0 { return true }
      word &+= 1
    }
    return false
  }

  /// Whether the other task, by itself or with others like it, may make the conjunct hold.
  @inline(__always)
  private func mayEnable(
    _ term: Int, _ state: UnsafeMutablePointer<UInt8>, _ enabled: EnabledSteps, _ other: Int
  ) -> Bool {
    let entry = machine.terms + term
    let cell = Int(entry.pointee.cell)
    let location = Int(enabled.locations[other])
    let future = location &* machine.words
    if entry.pointee.code & 8 != 0 {
      return contains(future, cell) || contains(future, Int(entry.pointee.operand))
    }
    let (isDown, distance) = machine.need(term, state)
    if distance == 0 { return contains(future, cell) }
    let at = location &* machine.width &+ cell
    return isDown ? machine.lowest[at] < 0 : machine.highest[at] > 0
  }

  @inline(__always)
  private func contains(_ future: Int, _ cell: Int) -> Bool {
    machine.futureWrites[future &+ cell &>> 6] &>> UInt64(truncatingIfNeeded: cell & 63) & 1 != 0
  }
}
