/// Turns the states on the way to a failure into moves of tasks.
///
/// With symmetry the stored states are representatives: the moves are found by walking through real
/// states and comparing the representative of each successor.
struct ScheduleFinder {
  private let program: Program
  private let search: Search

  init(_ program: Program, _ search: Search) {
    self.program = program
    self.search = search
  }

  /// Nil when the states do not follow from each other, which is a defect of the search.
  ///
  /// `failing`: the kind of the step that fails in the last state; nil when none does.
  func schedule(to last: Int, failing: FailureKind?) -> Schedule? {
    let machine = search.machine
    let store = search.store
    let state = store.makeBuffer()
    let next = store.makeBuffer()
    let representative = store.makeBuffer()
    let enabled = EnabledSteps(machine)
    defer {
      state.deallocate()
      next.deallocate()
      representative.deallocate()
    }
    for (cell, value) in program.initialState.enumerated() { state[cell] = value }
    var steps: [ScheduleStep] = []
    for index in search.path(to: last).dropFirst() {
      enabled.find(state)
      var found = false
      for position in 0..<enabled.count where !found {
        let transition = Int(enabled.transitions[position])
        guard machine.transitions[transition].failure < 0 else { continue }
        next.update(from: state, count: store.stride)
        guard machine.apply(transition, next) else { continue }
        representative.update(from: next, count: store.stride)
        search.canonicaliser?.canonicalise(representative)
        guard isEqual(representative, store.state(index)) else { continue }
        steps.append(step(transition, enabled))
        state.update(from: next, count: store.stride)
        found = true
      }
      if !found { return nil }
    }
    guard let failing else { return Schedule(steps: steps) }
    enabled.find(state)
    for position in 0..<enabled.count {
      let transition = Int(enabled.transitions[position])
      let failure = machine.transitions[transition].failure
      next.update(from: state, count: store.stride)
      let kind =
        failure >= 0
        ? MachineTables.failures[Int(failure)]
        : machine.apply(transition, next) ? nil : FailureKind.overflow
      if kind == failing {
        return Schedule(steps: steps + [step(transition, enabled)])
      }
    }
    return nil
  }

  private func isEqual(
    _ left: UnsafeMutablePointer<UInt8>, _ right: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    (0..<search.store.width).allSatisfy { left[$0] == right[$0] }
  }

  private func step(_ transition: Int, _ enabled: EnabledSteps) -> ScheduleStep {
    let machine = search.machine
    let task = Int(machine.transitions[transition].task)
    let location = Int(enabled.locations[task])
    let alternative = transition - Int(machine.firstTransition[location])
    let own = location - Int(machine.firstLocation[task])
    return ScheduleStep(
      taskIndex: task, task: program.tasks[task].name, alternative: alternative,
      label: program.tasks[task].locations[own][alternative].label)
  }
}
