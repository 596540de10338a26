extension ProgramBuilder {
  /// Lowers everything to one program: runs the bodies, lays out the state, and leaves out what no
  /// step can change or reach.
  ///
  /// - Throws: ``ProgramError`` for a declaration that makes no program.
  /// - Complexity: linear in the number of transitions, times the tasks that a wake-up touches.
  public func build() throws(ProgramError) -> Program {
    try checkDeclarations()
    let drafts = declarations.enumerated().map { index, declaration in
      var cpu: Int?
      if case .interrupt(let task, _) = declaration.role { cpu = task }
      var builder = TaskBuilder(
        environment: environment, context: declaration.context, interrupted: cpu)
      if interrupted[index] != nil {
        _ = builder.own(.interruptsOff, InterruptMode.interruptsOff.rawValue)
        _ = builder.own(.softInterruptsOff, InterruptMode.softInterruptsOff.rawValue)
      }
      declaration.body(&builder)
      return builder.draft(name: declaration.name, copies: declaration.copies)
    }
    let layout = try Layout(
      cells: cells, drafts: drafts, workQueues: queueCapacities,
      threads: threadDrafts, interrupted: gates)
    return try Simplifier(layout.program(named: name)).simplified()
  }

  private func checkDeclarations() throws(ProgramError) {
    guard !declarations.isEmpty else { throw .empty }
    for cell in cells where !(0...255).contains(cell.initial) {
      throw .valueOutOfRange(name: cell.name, value: cell.initial)
    }
    var needed: [(Role, String)] = []
    needed += environment.items.map { (.work($0.index), $0.name) }
    needed += timers.map { (.timer($0.index), $0.name) }
    needed += threads.map { (.thread($0.index), $0.name) }
    needed += callbacks.map { (.callback($0.index), $0.name) }
    needed += environment.requests.filter { environment.map(of: $0) == nil }
      .map { (.request($0.index), $0.name) }
    for (role, name) in needed {
      let count = declarations.count { $0.role == role }
      if count == 0 { throw .missingBody(name: name) }
      if count > 1 { throw .duplicateBody(name: name) }
    }
    for (task, _) in interrupted.sorted(by: { $0.key < $1.key })
    where declarations[task].copies > 1 {
      throw .interruptOfCopies(task: declarations[task].name)
    }
  }

  /// A bounded workqueue can hold every instance of each of its items.
  private var queueCapacities: [Int] {
    workQueues.map { queue in
      queue.maxActive == nil
        ? 0 : environment.items.filter { $0.queue == queue }.reduce(0) { $0 + $1.instances }
    }
  }

  private var threadDrafts: [Int: Int] {
    var drafts: [Int: Int] = [:]
    for (index, declaration) in declarations.enumerated() {
      if case .thread(let thread) = declaration.role { drafts[thread] = index }
    }
    return drafts
  }

  /// For each draft, the variables that must be clear for any of its steps.
  private var gates: [Int: [Variable]] {
    var gates: [Int: [Variable]] = [:]
    for (task, active) in interrupted {
      gates[task] = [active.hard, active.soft]
      for (index, declaration) in declarations.enumerated()
      where declaration.role == .interrupt(task: task, soft: true) {
        gates[index] = [active.hard]
      }
    }
    return gates
  }
}
