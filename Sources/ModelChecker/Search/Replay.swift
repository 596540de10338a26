/// Runs a schedule on the program as it stands, without the tables of the search, and judges where it
/// ends. What a search claims is believed only when this agrees.
public struct Replay: Sendable {
  /// How many of the states after a schedule are looked at for whether somebody can move again.
  private static let futureLimit = 500_000

  /// Why a schedule is not one of the program.
  public enum Mismatch: Error, Hashable, Sendable {
    /// The program has no such task or transition at that point.
    case noSuchStep(Int)
    /// The step cannot happen there.
    case notEnabled(Int)
    /// A step before the last one fails.
    case failsEarly(Int)
  }

  /// What a schedule leads to.
  public struct Ending: Hashable, Sendable {
    /// The last state.
    public let state: [UInt8]
    /// What fails there, if anything.
    public let failure: FailureKind?
    /// Who is stuck, in the order of the tasks.
    public let stuck: [StuckTask]
  }

  /// A step that can happen, and what it leads to.
  public struct NextStep: Hashable, Sendable {
    /// The step.
    public let step: ScheduleStep
    /// The state after it; meaningless after a failure.
    public let state: [UInt8]
    /// What it fails with, if it does.
    public let failure: FailureKind?
  }

  private let program: Program
  private let balances: NetEffects

  /// A replayer for one program.
  public init(_ program: Program) {
    self.program = program
    balances = NetEffects(program)
  }

  /// Runs every step and says what the last one led to.
  ///
  /// - Throws: ``Mismatch`` when the program cannot do that.
  public func run(_ schedule: Schedule) throws(Mismatch) -> Ending {
    var state = program.initialState
    for (index, step) in schedule.steps.enumerated() {
      let (transition, task) = try find(step, at: index, in: state)
      guard transition.guards.allSatisfy({ $0.holds(in: state) }) else { throw .notEnabled(index) }
      let failure =
        transition.failure ?? (Self.apply(transition, of: task, to: &state) ? nil : .overflow)
      if let failure {
        guard index == schedule.steps.count - 1 else { throw .failsEarly(index) }
        return Ending(state: state, failure: failure, stuck: [])
      }
    }
    return ending(state)
  }

  /// Every step that can happen in a state, with the state after it; the way to walk through a program by
  /// hand.
  ///
  /// - Complexity: linear in the number of transitions of the tasks' locations.
  public func steps(from state: [UInt8]) -> [NextStep] {
    program.tasks.enumerated().flatMap { index, task in
      transitions(index, state).enumerated().compactMap { alternative, transition in
        guard transition.guards.allSatisfy({ $0.holds(in: state) }) else { return nil }
        var next = state
        let isApplied = Self.apply(transition, of: task, to: &next)
        return NextStep(
          step: ScheduleStep(
            taskIndex: index, task: task.name, alternative: alternative, label: transition.label),
          state: next, failure: transition.failure ?? (isApplied ? nil : .overflow))
      }
    }
  }

  /// Whether a task is at a valid end in a state.
  public func isAtValidEnd(_ task: Int, in state: [UInt8]) -> Bool {
    program.tasks[task].validEnds[location(task, state)]
  }

  private func find(
    _ step: ScheduleStep, at index: Int, in state: [UInt8]
  ) throws(Mismatch) -> (Transition, ProgramTask) {
    guard program.tasks.indices.contains(step.taskIndex) else { throw .noSuchStep(index) }
    let task = program.tasks[step.taskIndex]
    let transitions = task.locations[Int(state[task.counter])]
    guard transitions.indices.contains(step.alternative) else { throw .noSuchStep(index) }
    return (transitions[step.alternative], task)
  }

  /// Does what a transition does; false when a value or a queue overflows.
  static func apply(
    _ transition: Transition, of task: ProgramTask, to state: inout [UInt8]
  ) -> Bool {
    func value(_ operand: Operand) -> Int {
      switch operand {
      case .constant(let constant): constant
      case .cell(let cell): Int(state[cell])
      }
    }
    func assign(_ cell: Int, _ value: Int) -> Bool {
      guard let byte = UInt8(exactly: value) else { return false }
      state[cell] = byte
      return true
    }
    func entries(_ queue: Queue) -> [UInt8] {
      Array(
        state[(queue.length + 1)...(queue.length + queue.capacity)].prefix(Int(state[queue.length]))
      )
    }
    func store(_ entries: [UInt8], in queue: Queue) {
      state[queue.length] = UInt8(entries.count)
      for slot in 0..<queue.capacity {
        state[queue.front + slot] = slot < entries.count ? entries[slot] : 0
      }
    }
    for action in transition.actions {
      switch action {
      case .set(let cell, let operand):
        if !assign(cell, value(operand)) { return false }
      case .add(let cell, let operand):
        if !assign(cell, Int(state[cell]) + value(operand)) { return false }
      case .subtract(let cell, let operand):
        if !assign(cell, Int(state[cell]) - value(operand)) { return false }
      case .decrementIfPositive(let cell): state[cell] = state[cell] == 0 ? 0 : state[cell] - 1
      case .push(let queue, let operand):
        let all = entries(queue) + [UInt8(value(operand))]
        if all.count > queue.capacity { return false }
        store(all, in: queue)
      case .pop(let queue): store(Array(entries(queue).dropFirst()), in: queue)
      case .remove(let queue, let entry):
        store(entries(queue).filter { Int($0) != entry }, in: queue)
      }
    }
    state[task.counter] = UInt8(transition.target)
    return true
  }

  private func ending(_ state: [UInt8]) -> Ending {
    let stuck = stuckTasks(state)
    let waiting = stuck.filter { !isAtValidEnd($0, in: state) }
    guard !waiting.isEmpty else { return starved(state) }
    // Also when the condition can still come to hold: nobody is left who would say so.
    let outside = program.tasks.indices.filter { !stuck.contains($0) }
    let missed = waiting.contains { task in
      transitions(task, state).contains { transition in
        transition.expectation.contains { clause in
          clause.allSatisfy { $0.holds(in: state) || mayHold($0, state, outside) }
        }
      }
    }
    return ending(state, stuck: waiting, missed: missed)
  }

  private func ending(_ state: [UInt8], stuck: [Int], missed: Bool) -> Ending {
    Ending(
      state: state, failure: missed ? .lostWakeUp : .deadlock,
      stuck: stuck.map { task in
        StuckTask(task: program.tasks[task].name, label: blockedLabel(task, state))
      })
  }

  /// Whether somebody who is blocked moves in no state that can still be reached, and others run for ever. If
  /// they end, or are stuck in their turn, it is a deadlock there and not here yet. After too many
  /// states that is not known, and nobody is said to be stuck.
  private func starved(_ state: [UInt8]) -> Ending {
    let nothing = Ending(state: state, failure: nil, stuck: [])
    func enabled(_ task: Int, _ state: [UInt8]) -> [Transition] {
      transitions(task, state).filter { $0.guards.allSatisfy { $0.holds(in: state) } }
    }
    var waiting = program.tasks.indices.filter {
      !isAtValidEnd($0, in: state) && enabled($0, state).isEmpty
    }
    var missed = false
    var seen: Set<[UInt8]> = [state]
    var pending = [state]
    while let last = pending.popLast(), !waiting.isEmpty {
      guard seen.count <= Self.futureLimit,
        last == state || stuckTasks(last).allSatisfy({ isAtValidEnd($0, in: last) })
      else { return nothing }
      for task in program.tasks.indices {
        for transition in enabled(task, last) {
          waiting.removeAll { $0 == task }
          var next = last
          guard transition.failure == nil,
            Self.apply(transition, of: program.tasks[task], to: &next),
            seen.insert(next).inserted
          else { continue }
          pending.append(next)
        }
      }
      missed = missed || expectsWhatHolds(waiting, last)
    }
    return waiting.isEmpty ? nothing : ending(state, stuck: waiting, missed: missed)
  }

  private func expectsWhatHolds(_ tasks: [Int], _ state: [UInt8]) -> Bool {
    tasks.contains { task in
      transitions(task, state).contains { transition in
        transition.expectation.contains { $0.allSatisfy { $0.holds(in: state) } }
      }
    }
  }

  private func blockedLabel(_ task: Int, _ state: [UInt8]) -> Label {
    let all = transitions(task, state)
    return (all.first { $0.failure == nil } ?? all.first)?.label
      ?? Label(function: "", text: "end", operation: .finish, resource: nil)
  }

  private func location(_ task: Int, _ state: [UInt8]) -> Int {
    Int(state[program.tasks[task].counter])
  }

  private func transitions(_ task: Int, _ state: [UInt8]) -> [Transition] {
    program.tasks[task].locations[location(task, state)]
  }

  /// The largest set of blocked tasks that nobody outside it can wake.
  private func stuckTasks(_ state: [UInt8]) -> [Int] {
    var stuck = Set(
      program.tasks.indices.filter { task in
        !transitions(task, state).contains { $0.guards.allSatisfy { $0.holds(in: state) } }
      })
    while true {
      let outside = program.tasks.indices.filter { !stuck.contains($0) }
      let woken = stuck.filter { task in
        transitions(task, state).contains { transition in
          transition.guards.allSatisfy { $0.holds(in: state) || mayHold($0, state, outside) }
        }
      }
      if woken.isEmpty { return stuck.sorted() }
      stuck.subtract(woken)
    }
  }

  /// Whether tasks can still bring the cells into a relation in which the conjunct holds.
  private func mayHold(_ term: Term, _ state: [UInt8], _ tasks: [Int]) -> Bool {
    func range(_ cell: Int) -> ClosedRange<Int> {
      var low = Int(state[cell])
      var high = low
      for task in tasks {
        low += balances.lowest[task][location(task, state)][cell]
        high += balances.highest[task][location(task, state)][cell]
      }
      return max(low, 0)...min(high, 255)
    }
    let left = range(term.cell)
    let right: ClosedRange<Int>
    switch term.operand {
    case .constant(let value): right = value...value
    case .cell(let cell): right = range(cell)
    }
    return left.contains { value in right.contains { term.comparison.holds(value, $0) } }
  }
}
