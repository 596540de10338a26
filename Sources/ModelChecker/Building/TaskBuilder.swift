/// Writes one task, step by step. Each primitive's method adds the step at the current location and
/// moves on; methods that take a closure add a nested part.
///
/// A task that reaches its end is at a valid end. One that waits for work for ever says so with
/// ``idle()``.
public struct TaskBuilder {
  /// The C function that the following steps stand in.
  public var function = ""

  let environment: Environment
  let context: ExecutionContext
  /// The task on whose CPU an interrupt runs.
  let interrupted: Int?
  var here = 0
  var transitions: [DraftTransition] = []
  var ends: Set<Int> = []
  var locals: [(key: LocalKey, name: String, initial: Int)] = []
  var forwards = [0]
  /// Where each loop around the current location ends.
  var loopEnds: [Int] = []
  var bioListCapacity = 0
  var isUnderBioList = false
  var submitted: [Int] = []

  init(environment: Environment, context: ExecutionContext, interrupted: Int? = nil) {
    self.environment = environment
    self.context = context
    self.interrupted = interrupted
    _ = own(.atomic, "atomic", context.isAtomic ? 1 : 0)
  }

  /// One of the task's own cells, which starts to exist when it is first asked for.
  mutating func own(_ key: LocalKey, _ name: String, _ initial: Int = 0) -> Variable {
    if !locals.contains(where: { $0.key == key }) { locals.append((key, name, initial)) }
    return Variable(name: name, reference: .local(key))
  }

  var atomicDepth: Variable { Variable(name: "atomic", reference: .local(.atomic)) }

  mutating func newLocation() -> Int {
    forwards.append(forwards.count)
    return forwards.count - 1
  }

  /// The location that stands for this one.
  func resolve(_ location: Int) -> Int {
    var location = location
    while forwards[location] != location { location = forwards[location] }
    return location
  }

  /// Makes the two the same location.
  mutating func join(_ location: Int, _ other: Int) {
    forwards[resolve(location)] = resolve(other)
  }

  func label(
    _ operation: OperationKind, _ text: String, _ resource: String?, _ site: Site?
  ) -> Label {
    Label(
      function: site?.function ?? function, text: site?.text ?? text, operation: operation,
      resource: resource, payload: site?.payload)
  }

  /// Adds a step of several alternatives at the current location, and moves on.
  mutating func emit(_ label: Label, sleeps: Bool = false, _ alternatives: [Alternative]) {
    let next = newLocation()
    for alternative in alternatives {
      let guarded =
        sleeps ? .all([atomicDepth.isClear, alternative.condition]) : alternative.condition
      for clause in guarded.clauses {
        transitions.append(
          DraftTransition(
            source: here, target: alternative.target ?? next, guards: clause,
            front: alternative.front, actions: alternative.actions, failure: alternative.failure,
            expectation: alternative.expectation?.clauses ?? [], wakesOne: alternative.wakesOne,
            label: label.renamed(alternative.text ?? label.text, alternative.operation)))
      }
    }
    if sleeps { emitFailure(.sleepInAtomic, when: atomicDepth.isSet, label, to: next) }
    here = next
  }

  private mutating func emitFailure(
    _ kind: FailureKind, when condition: Condition, _ label: Label, to target: Int
  ) {
    for clause in condition.clauses {
      transitions.append(
        DraftTransition(
          source: here, target: target, guards: clause, actions: [], failure: kind,
          expectation: [], label: label))
    }
  }

  func draft(name: String, copies: Int) -> DraftTask {
    var ends = Set(ends.map { resolve($0) })
    ends.insert(resolve(here))
    return DraftTask(
      name: name, context: context, copies: copies, locationCount: forwards.count,
      start: resolve(0), ends: ends,
      transitions: transitions.map {
        var transition = $0
        transition.source = resolve($0.source)
        transition.target = resolve($0.target)
        return transition
      }, locals: locals, bioListCapacity: bioListCapacity)
  }
}

extension Label {
  func renamed(_ text: String, _ other: OperationKind? = nil) -> Label {
    Label(
      function: function, text: text, operation: other ?? operation, resource: resource,
      payload: payload)
  }
}
