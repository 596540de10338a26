extension TaskBuilder {
  /// A variable of the task's own; each copy of the task has its own.
  public mutating func variable(_ name: String, initial: Int = 0) -> Variable {
    own(.variable(locals.count), name, initial)
  }

  /// Assignments in one atomic step, which waits until the condition holds. Nobody has to wake the
  /// task: for waits that need waking see ``wait(on:until:timeout:at:)``.
  public mutating func step(
    when condition: Condition = .always, _ changes: [Change], at site: Site? = nil
  ) {
    emit(
      label(.assign, "assign", changes.first?.variable.name, site),
      [Alternative(condition: condition, actions: changes.map(\.draft))])
  }

  /// Assigns in one step.
  public mutating func set(_ variable: Variable, to value: Value, at site: Site? = nil) {
    emit(
      label(.assign, "\(variable.name) = \(value.text)", variable.name, site),
      [Alternative(actions: [.set(variable.reference, value)])])
  }

  /// Counts up in one step.
  public mutating func add(_ value: Value, to variable: Variable, at site: Site? = nil) {
    emit(
      label(.assign, "\(variable.name) += \(value.text)", variable.name, site),
      [Alternative(actions: [.add(variable.reference, value)])])
  }

  /// Counts down in one step; below zero is an overflow.
  public mutating func subtract(_ value: Value, from variable: Variable, at site: Site? = nil) {
    emit(
      label(.assign, "\(variable.name) -= \(value.text)", variable.name, site),
      [Alternative(actions: [.subtract(variable.reference, value)])])
  }

  /// Waits until the condition holds, with nobody needed to wake the task.
  public mutating func await(_ condition: Condition, at site: Site? = nil) {
    emit(label(.wait, "wait", nil, site), [Alternative(condition: condition)])
  }

  /// Does one or the other, decided in one step by the condition at that moment.
  public mutating func branch(
    if condition: Condition, at site: Site? = nil, then: (inout TaskBuilder) -> Void,
    else otherwise: (inout TaskBuilder) -> Void = { _ in }
  ) {
    let first = newLocation()
    let second = newLocation()
    emit(
      label(.branch, "if", nil, site),
      [
        Alternative(condition: condition, target: first),
        Alternative(condition: condition.negated, target: second),
      ])
    let end = here
    here = first
    then(&self)
    join(here, end)
    here = second
    otherwise(&self)
    join(here, end)
    here = resolve(end)
  }

  /// Does one of the parts; which one is explored both ways, and is never a reason to block.
  public mutating func choose(_ parts: [(inout TaskBuilder) -> Void], at site: Site? = nil) {
    let starts = parts.map { _ in newLocation() }
    emit(label(.branch, "choose", nil, site), starts.map { Alternative(target: $0) })
    let end = here
    for (start, part) in zip(starts, parts) {
      here = start
      part(&self)
      join(here, end)
    }
    here = resolve(end)
  }

  /// Takes one of the branches whose condition holds; waits while none does.
  public mutating func select(_ branches: [Branch], at site: Site? = nil) {
    let starts = branches.map { _ in newLocation() }
    emit(
      label(branches.contains { !$0.changes.isEmpty } ? .assign : .branch, "select", nil, site),
      zip(starts, branches).map { start, branch in
        Alternative(
          condition: branch.condition, actions: branch.changes.map(\.draft), target: start,
          text: branch.site?.text)
      })
    let end = here
    for (start, branch) in zip(starts, branches) {
      here = start
      branch.body(&self)
      join(here, end)
    }
    here = resolve(end)
  }

  /// Repeats for ever, until ``leaveLoop()``.
  public mutating func loop(_ body: (inout TaskBuilder) -> Void) {
    let end = newLocation()
    loopEnds.append(end)
    let start = here
    body(&self)
    join(here, start)
    loopEnds.removeLast()
    here = end
  }

  /// Repeats while the condition holds at the top.
  public mutating func loop(
    while condition: Condition, at site: Site? = nil, _ body: (inout TaskBuilder) -> Void
  ) {
    loop {
      $0.branch(if: condition, at: site, then: { _ in }, else: { $0.leaveLoop() })
      body(&$0)
    }
  }

  /// Goes on after the innermost loop. What follows it in the body is not reached.
  public mutating func leaveLoop() {
    guard let end = loopEnds.last else { return }
    join(here, end)
    here = newLocation()
  }

  /// A place to jump to that is not placed yet.
  public mutating func newPlace() -> Place { Place(location: newLocation()) }

  /// Puts the place here.
  public mutating func put(_ place: Place) {
    join(here, place.location)
    here = resolve(place.location)
  }

  /// Goes to a place. What follows is reached only by other jumps.
  public mutating func jump(to place: Place) {
    join(here, place.location)
    here = newLocation()
  }

  /// The task may stand here for ever: a worker without work, a device without requests.
  public mutating func idle() { ends.insert(here) }

  /// Fails with ``FailureKind/assertion`` where the condition does not hold.
  public mutating func check(_ condition: Condition, at site: Site? = nil) {
    emit(
      label(.check, "assert", nil, site),
      [
        Alternative(condition: condition),
        Alternative(condition: condition.negated, failure: .assertion),
      ])
  }

  /// A call that may sleep, for no resource in particular: `might_sleep()`.
  public mutating func mightSleep(at site: Site? = nil) {
    emit(label(.sleep, "might_sleep()", nil, site), sleeps: true, [Alternative()])
  }

  /// A step that changes nothing.
  public mutating func skip(at site: Site? = nil) {
    emit(label(.assign, "skip", nil, site), [Alternative()])
  }
}

extension Change {
  var variable: Variable {
    switch self {
    case .set(let variable, _), .add(let variable, _), .subtract(let variable, _): variable
    }
  }
}

extension Value {
  var text: String {
    switch self {
    case .constant(let value): String(value)
    case .variable(let variable): variable.name
    }
  }
}
