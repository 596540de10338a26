/// Which steps can happen in a state, evaluated afresh for each state.
final class EnabledSteps {
  /// The enabled transitions, task by task.
  let transitions: UnsafeMutablePointer<Int32>
  private(set) var count = 0
  /// How many each task has.
  let counts: UnsafeMutablePointer<Int32>
  /// The location of each task, among all locations.
  let locations: UnsafeMutablePointer<Int32>
  /// How many tasks have any.
  private(set) var activeTasks = 0
  /// Some task has none, and is not at a valid end.
  private(set) var hasBlockedTask = false

  private let machine: Machine

  init(_ machine: Machine) {
    self.machine = machine
    transitions = .allocate(capacity: max(machine.transitionCount, 1))
    counts = .allocate(capacity: machine.taskCount)
    locations = .allocate(capacity: machine.taskCount)
    counts.initialize(repeating: 0, count: machine.taskCount)
    locations.initialize(repeating: 0, count: machine.taskCount)
  }

  deinit {
    transitions.deallocate()
    counts.deallocate()
    locations.deallocate()
  }

  func find(_ state: UnsafeMutablePointer<UInt8>) {
    var total = 0
    var active = 0
    var blocked = false
    var task = 0
    while task < machine.taskCount {
      let location =
        Int(machine.firstLocation[task]) &+ Int(state[Int(machine.counters[task])])
      locations[task] = Int32(truncatingIfNeeded: location)
      var transition = Int(machine.firstTransition[location])
      let end = Int(machine.firstTransition[location &+ 1])
      let before = total
      while transition < end {
        if machine.isEnabled(transition, state) {
          transitions[total] = Int32(truncatingIfNeeded: transition)
          total &+= 1
        }
        transition &+= 1
      }
      counts[task] = Int32(truncatingIfNeeded: total &- before)
      if total > before {
        active &+= 1
      } else if !machine.isValidEnd[location] {
        blocked = true
      }
      task &+= 1
    }
    count = total
    activeTasks = active
    hasBlockedTask = blocked
  }
}
