import Findings
import RuleCatalog
import WaitGraph

/// Tells what a task does, from the evidence of an edge: the calls, what they take, where they block.
struct TaskBuilder {
  let graph: WaitGraph

  /// A task that holds something over a blocking operation, from its entry on.
  ///
  /// `locks`: what its callers had better not hold, if it also gets there without them.
  func task(holding edge: HoldEdge, without locks: Set<ResourceID> = []) -> Task {
    let function = graph.function(of: edge.summary)
    let steps = steps(along: graph.path(of: edge), to: edge.effect)
    let way = locks.isEmpty ? nil : graph.entry(to: edge.summary, without: locks)
    guard let (activation, path) = way ?? graph.entry(to: edge.summary) else {
      return Task(name: graph.name(of: function), context: "process", steps: steps)
    }
    return Task(
      name: graph.name(of: activation.function), context: context(of: activation),
      steps: calls(path) + steps)
  }

  /// A task that blocks, and signals only after that; or whose earlier item blocks.
  func task(signalling way: SignalWay) -> Task {
    let blocking = steps(along: graph.path(to: way.block), to: way.block.effect)
    let signalling = steps(along: graph.path(to: way.signal), to: way.signal.effect)
    // What both begin with happens once.
    let shared =
      way.signaller.summary == way.blocker.summary
      ? zip(blocking, signalling).prefix { $0 == $1 }.count : 0
    let steps =
      calls(way.calls) + blocking
      + blocking.dropFirst(shared).filter(\.takes).reversed().map(givingBack)
      + signalling.dropFirst(shared)
    return Task(
      name: graph.name(of: way.signaller.function), context: context(of: way.signaller),
      steps: steps)
  }

  /// A task that submits I/O and then blocks, with the I/O still on its own list.
  func task(deferring submit: EffectID, _ activation: Activation, until block: EffectID) -> Task {
    let submitting = steps(along: graph.path(to: submit, in: activation.summary), to: submit)
    let blocking = steps(along: graph.path(to: block, in: activation.summary), to: block)
    // What it still holds when it blocks it takes once; what it does not hold any more it has given back.
    let held = blocking.dropLast().filter(\.takes)
    let given = submitting.filter { $0.takes && !held.contains($0) }
    let kept = blocking.dropLast().filter { !$0.takes || !submitting.contains($0) }
    let steps = submitting + given.reversed().map(givingBack) + kept + blocking.suffix(1)
    return Task(
      name: graph.name(of: activation.function), context: context(of: activation), steps: steps)
  }

  /// An execution, or what reclaim runs, that blocks before it is over.
  ///
  /// `ended`: the execution that is over when the task is; nil for reclaim.
  func task(running activation: Activation, until block: EffectID, ended: LockUse?) -> Task {
    var steps = steps(along: graph.path(to: block, in: activation.summary), to: block)
    if let ended, let last = steps.last {
      // What it was told that it is has a name of its own.
      if graph[block].kind == .flush {
        steps[steps.count - 1] = Step(
          action: last.action, resource: name(of: ended), mode: last.mode, file: last.file,
          line: last.line, function: last.function, callee: last.callee)
      }
      steps.append(
        Step(
          action: .signal, resource: name(of: ended), file: last.file, line: last.line,
          function: graph.name(of: activation.function), callee: ""))
    }
    return Task(
      name: graph.name(of: activation.function), context: context(of: activation), steps: steps)
  }

  /// The completion of an I/O, up to the signal that comes of it.
  func task(completing io: LockUse, _ path: [Activation], signal: EffectID) -> Task {
    let first = path[0]
    let place = graph.location(of: -1, in: first.function)
    var steps = [
      Step(
        action: .wait, resource: name(of: io), file: place.file, line: place.line,
        function: graph.name(of: first.function), callee: "")
    ]
    if let last = path.last {
      steps += self.steps(along: graph.path(to: signal, in: last.summary), to: signal)
    }
    return Task(name: graph.name(of: first.function), context: context(of: first), steps: steps)
  }

  /// Somebody who takes a lock for writing, so that readers queue behind.
  func writer(of lock: ResourceID) -> Task? {
    for activation in graph.activations(.acquire, lock) where !activation.isInitialisation {
      for effect in graph.effects(of: activation)
      where graph[effect].kind == .acquire && graph[effect].resource == lock
        && graph[effect].mode != .read
      {
        let path = graph.path(to: effect, in: activation.summary)
        var steps = self.steps(along: path, to: effect)
        guard let last = steps.last else { continue }
        steps.append(
          Step(
            action: .release, resource: last.resource, mode: last.mode, file: last.file,
            line: last.line, function: last.function, callee: ""))
        return Task(
          name: graph.name(of: activation.function), context: context(of: activation),
          steps: steps)
      }
    }
    return graph.writerElsewhere(of: lock).map { writer in
      let name = graph.resources.name(of: lock, in: graph.index.program)
      func step(_ action: Step.Action) -> Step {
        Step(
          action: action, resource: name, mode: LockMode.write.rawValue, file: writer.file, line: 1,
          function: writer.function, callee: "")
      }
      return Task(
        name: writer.function, context: CallContext.process.rawValue,
        steps: [step(.acquire), step(.release)])
    }
  }

  /// The steps of a path: what each function on it takes, the calls between them, and the operation.
  func steps(along path: [PathStep], to effect: EffectID) -> [Step] {
    guard let last = path.last else { return [] }
    return calls(path.dropLast()) + last.held.map { taking($0, in: last.function) }
      + [operation(effect, at: last)]
  }

  /// Calls on the way to a function, and what each caller takes before its own.
  private func calls(_ path: some Sequence<PathStep>) -> [Step] {
    path.flatMap { place in
      place.held.map { taking($0, in: place.function) } + [call(at: place)]
    }
  }

  func name(of use: LockUse) -> String {
    graph.resources.name(of: use.resource, in: graph.index.program)
  }

  /// What a context is called in a finding.
  func context(of activation: Activation) -> String {
    switch activation.concurrency {
    case .ordered(let queue): return "ordered \(name(of: queue))"
    case .free, .perObject: break
    }
    guard let object = activation.object else { return activation.context.rawValue }
    switch activation.context {
    case .work, .timer, .hrtimer, .tasklet:
      return "\(activation.context.rawValue) \(name(of: object))"
    default: return activation.context.rawValue
    }
  }

  private func name(of object: ObjectKey) -> String {
    graph.resources.name(of: object, in: graph.index.program)
  }

  private func givingBack(_ step: Step) -> Step {
    Step(
      action: step.action == .enter ? .leave : .release, resource: step.resource,
      mode: step.mode, file: step.file, line: step.line, function: step.function, callee: "")
  }

  func taking(_ held: HeldResource, in function: FunctionID) -> Step {
    let place = graph.location(of: held.ordinal, in: function)
    let kind = graph.resources[held.use.resource].kind
    let isSection = kind.family == .section || !kind.isWaitedFor
    return Step(
      action: isSection
        ? .enter : graph.tries(held.ordinal, in: function) ? .tryAcquire : .acquire,
      resource: name(of: held.use),
      mode: mode(held.use.mode),
      file: place.file, line: place.line, function: graph.name(of: function),
      callee: graph.callee(of: held.ordinal, in: function))
  }

  func givingBack(_ use: LockUse, at ordinal: Int32, in function: FunctionID) -> Step {
    let place = graph.location(of: ordinal, in: function)
    return Step(
      action: .release, resource: name(of: use), mode: mode(use.mode), file: place.file,
      line: place.line, function: graph.name(of: function),
      callee: graph.callee(of: ordinal, in: function))
  }

  private func call(at place: PathStep) -> Step {
    let location = graph.location(of: place.ordinal, in: place.function)
    return Step(
      action: .call, resource: nil, file: location.file, line: location.line,
      function: graph.name(of: place.function),
      callee: graph.callee(of: place.ordinal, in: place.function))
  }

  private func operation(_ effect: EffectID, at place: PathStep) -> Step {
    let key = graph[effect]
    let location = graph.location(of: place.ordinal, in: place.function)
    let resource = key.resource.map { graph.resources.name(of: $0, in: graph.index.program) }
    return Step(
      action: action(key.kind), resource: resource,
      mode: action(key.kind) == .acquire ? mode(key.mode) : nil, file: location.file,
      line: location.line,
      function: graph.name(of: place.function),
      callee: graph.callee(of: place.ordinal, in: place.function))
  }

  private func mode(_ mode: LockMode) -> String? { mode == .exclusive ? nil : mode.rawValue }

  private func action(_ kind: EffectKey.Kind) -> Step.Action {
    switch kind {
    case .acquire, .fault: .acquire
    case .wait, .flush: .wait
    case .allocate: .allocate
    case .sleep, .sleepInTask, .dispatch: .sleep
    case .signal: .signal
    case .submit: .submit
    case .queue: .queue
    case .ignoredMask: .allocate
    }
  }
}

extension Step {
  /// Whether the task holds something, or is in a section, from here on.
  fileprivate var takes: Bool { [.acquire, .tryAcquire, .enter].contains(action) }
}
