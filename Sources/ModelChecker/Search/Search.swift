/// One breadth-first search. The states are numbered as they are found, so the list of states is the
/// queue.
final class Search {
  enum Outcome {
    /// Tasks are stuck in this state.
    case stuck(state: Int)
    /// A step from this state fails.
    case violation(FailureKind, state: Int)
    case exhausted
    case bound(Bound)
  }

  let machine: Machine
  let store: StateStore
  let canonicaliser: Canonicaliser?
  private(set) var transitions = 0
  private(set) var depth = 0

  private let limits: Limits
  private let stubborn: StubbornSets?
  private let stuck: StuckTasks
  private let current: UnsafeMutablePointer<UInt8>
  private let next: UnsafeMutablePointer<UInt8>
  private let enabled: EnabledSteps
  /// What steps lead to, while somebody asks.
  private var visited: [Int]?

  init(_ program: Program, machine: Machine, limits: Limits, reduction: Reduction) {
    self.machine = machine
    self.limits = limits
    store = StateStore(width: machine.width)
    canonicaliser =
      reduction.contains(.symmetry) && !program.symmetries.isEmpty ? Canonicaliser(program) : nil
    stubborn = reduction.contains(.partialOrder) ? StubbornSets(machine) : nil
    stuck = StuckTasks(machine)
    enabled = EnabledSteps(machine)
    current = store.makeBuffer()
    next = store.makeBuffer()
    for (cell, value) in program.initialState.enumerated() { next[cell] = value }
    canonicaliser?.canonicalise(next)
    _ = store.insert(next, parent: 0)
  }

  deinit {
    current.deallocate()
    next.deallocate()
  }

  /// `deepest`: schedules of more steps are not looked at.
  func run(deepest: Int = .max, isCancelled: () -> Bool) -> Outcome {
    var index = 0
    var levelEnd = 1
    while index < store.count {
      if index == levelEnd {
        levelEnd = store.count
        depth += 1
        if depth > deepest { return .exhausted }
      }
      if index & 1023 == 0 {
        if isCancelled() { return .bound(.cancelled) }
      }
      if let outcome = expand(index) { return outcome }
      index &+= 1
    }
    return .exhausted
  }

  private func expand(_ index: Int) -> Outcome? {
    current.update(from: store.state(index), count: store.stride)
    enabled.find(current)
    if enabled.hasBlockedTask, stuck.find(current, enabled) { return .stuck(state: index) }
    var latest = 0
    let outcome = takeSteps(from: index, &latest)
    // A state in which nobody is blocked is its own link: see ``Starvation``.
    store.setLink(index, to: enabled.hasBlockedTask ? latest : index)
    return outcome
  }

  /// Takes the steps that the reduction chooses in the current state. `latest` is the last found of the
  /// states that they lead to.
  private func takeSteps(from index: Int, _ latest: inout Int) -> Outcome? {
    if let stubborn, enabled.activeTasks > 1, stubborn.choose(current, enabled) {
      if let outcome = take(index, chosen: stubborn.chosen, &latest) { return outcome }
      if latest > index { return nil }
      // Every successor has been expanded already: without the rest of the steps a task could be put
      // off round a cycle for ever.
      return take(index, chosen: stubborn.others, &latest)
    }
    return take(index, chosen: nil, &latest)
  }

  /// Takes the enabled steps of the chosen tasks, or of all.
  private func take(
    _ index: Int, chosen: UnsafeMutablePointer<Bool>?, _ latest: inout Int
  ) -> Outcome? {
    var position = 0
    let count = enabled.count
    while position < count {
      let transition = Int(enabled.transitions[position])
      position &+= 1
      let entry = machine.transitions + transition
      if let chosen, !chosen[Int(entry.pointee.task)] { continue }
      transitions &+= 1
      if entry.pointee.failure >= 0 {
        return .violation(MachineTables.failures[Int(entry.pointee.failure)], state: index)
      }
      next.update(from: current, count: store.stride)
      if !machine.apply(transition, next) { return .violation(.overflow, state: index) }
      canonicaliser?.canonicalise(next)
      let (found, isNew) = store.insert(next, parent: index)
      if found > latest { latest = found }
      visited?.append(found)
      if isNew {
        if store.count > limits.states { return .bound(.states(limits.states)) }
        if store.bytesAfterGrowth > limits.bytes { return .bound(.bytes(limits.bytes)) }
      }
    }
    return nil
  }

  /// After a search that saw everything: the states that the steps lead to which were taken from a state, and
  /// for each task whether it is blocked there away from a valid end, and whether it can move.
  func look(at index: Int) -> (next: [Int], isBlocked: [Bool], canMove: [Bool]) {
    current.update(from: store.state(index), count: store.stride)
    enabled.find(current)
    let canMove = (0..<machine.taskCount).map { enabled.counts[$0] > 0 }
    let isBlocked = (0..<machine.taskCount).map {
      !canMove[$0] && !machine.isValidEnd[Int(enabled.locations[$0])]
    }
    visited = []
    var latest = 0
    _ = takeSteps(from: index, &latest)
    defer { visited = nil }
    return (visited ?? [], isBlocked, canMove)
  }

  /// The states from the initial one to this one.
  func path(to state: Int) -> [Int] {
    var path = [state]
    while let last = path.last, last != 0 { path.append(store.parent(last)) }
    return path.reversed()
  }
}
