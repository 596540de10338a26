import LockIR
import RuleCatalog

/// Calls of functions that the vocabulary knows: their effects, in order.
extension FunctionInterpreter {
  /// The states after effects have happened. Where a lock was not got, none of them has.
  mutating func apply(
    _ effects: [Effect], of call: CallSite, _ state: PathState
  ) -> [PathState] {
    let before = state
    var states = [state]
    var failed: [PathState] = []
    let effects = effects.flatMap { happening($0, call, state) }
    for effect in effects {
      if case .releaseIf(let object, let kind, let mode, let bits) = effect {
        let use = LockUse(resource: resource(object, kind, call), mode: mode)
        states = states.flatMap { release(use, ifResultHas: bits, of: call, $0) }
        continue
      }
      var after: [PathState] = []
      for state in states {
        for way in ways(of: effect, call, state) {
          let next = apply(effect, of: way, state)
          failed += next.dropFirst().map { before.knowing(like: $0) }
          after += next.prefix(1)
        }
      }
      states = after
    }
    states += failed
    guard effects.contains(where: \.isNoted) else { return states }
    for position in states.indices { states[position].executed.insert(call.ordinal) }
    return states
  }

  /// What happens of an effect that depends on a flag of the caller's.
  private func happening(_ effect: Effect, _ call: CallSite, _ state: PathState) -> [Effect] {
    guard case .ifSet(let argument, let bits, let effects) = effect else { return [effect] }
    guard argument < call.arguments.count else { return [] }
    let flags = evaluator.evaluate(call.arguments[argument], state.facts)
    return flags.bitsSet & bits == bits ? effects : []
  }

  /// The state after one effect, and behind it the one in which a lock was not got.
  private mutating func apply(
    _ effect: Effect, of call: CallSite, _ state: PathState
  ) -> [PathState] {
    var state = state
    switch effect {
    case .acquire(let object, let kind, let mode, let tries, let success):
      return acquire(object, kind, mode, tries, success, call, state)
    case .release(let object, let kind, let mode):
      let named = LockUse(resource: resource(object, kind, call), mode: mode)
      let use = held(like: named, state)
      if use == named { noteMisrelease(use, object, call, state) }
      if !state.holds(use.resource), kind.mayBeSignalled {
        note(.signal, use.resource, call, state)
      }
      learnExistence(of: object, call, &state.facts)
      let address = address(of: object, call)
      state.release(use, address: address, isOne: address != nil, by: call.ordinal)
    case .enter(let kind, let object):
      // Whether interrupts were given back before says nothing: they are off from here on.
      take(
        section(kind, object, call), address: nil, at: call, &state,
        retakes: kind != .irqOff && kind != .bhOff)
    case .leave(let kind, let object):
      // Interrupts are turned off and on again by many that are called with them off.
      state.release(section(kind, object, call), isOne: kind.isReadSide)
    case .wait(let object, let kind, let bit, let timed):
      let ends = timed && !isRetried(call)
      note(.wait, resource(object, kind, call, bit: bit, state), call, state, timed: ends)
      state.facts.forget { dependencies.readsMemory[Int($0.index)] }
    case .signal(let object, let kind, let bit):
      note(.signal, resource(object, kind, call, bit: bit, state), call, state)
    case .arm(let object):
      let queue = resource(object, .waitQueue, call)
      if !state.armed.contains(queue) { state.armed.append(queue) }
    case .disarm(let object):
      let queue = resource(object, .waitQueue, call)
      state.armed.removeAll { $0 == queue }
    case .schedule(let timed):
      let events = state.armed.isEmpty ? tasksOwnEvents() : state.armed
      if events.isEmpty { note(.sleep, nil, call, state, timed: timed) }
      let ends = timed && !events.isEmpty && !isRetried(call)
      for event in events { note(.wait, event, call, state, timed: ends) }
      state.facts.forget { dependencies.readsMemory[Int($0.index)] }
    case .allocate(let gfp, let pool, let probe):
      allocate(gfp, pool, probe, call, state)
    case .submit(let object, let field, let argument, let waits):
      submit(object, field, argument, waits, call, state)
    case .queue(let object, let kind, let queue):
      note(
        .queue, resource(object, kind, call), call, state,
        queue: queue.map { resource($0, .workqueue, call) })
    case .flush(let object, let kind, _): note(.flush, resource(object, kind, call), call, state)
    case .wake(let task): wake(task, call, state)
    case .sleep(.interrupt): note(.sleepInTask, nil, call, state)
    case .sleep(.promise), .sleep(.brief):
      note(.sleep, nil, call, state, hasAlternative: true)
    case .sleep(.test):
      note(.sleep, nil, call, state, hasAlternative: isBehindTest(call))
    case .sleep(nil): note(.sleep, nil, call, state)
    case .fault(let lock):
      note(.fault, resource(lock, .rwsem, call), call, state, mode: .read)
    case .assertHeld(let object): assume(object, isHeldAt: call, &state)
    case .setBit, .clearBit: change(call, to: effect == .setBit, &state.facts)
    case .callback, .createQueue, .currentTask, .testContext, .lastReference, .takeReference,
      .setClass, .testBit, .attach, .releaseIf, .ifSet:
      break
    case .noReturn: return []
    }
    return [state]
  }

  private mutating func acquire(
    _ object: ObjectSpec, _ kind: ResourceKind, _ mode: LockMode, _ tries: Bool,
    _ success: Success, _ call: CallSite, _ state: PathState
  ) -> [PathState] {
    let use = LockUse(resource: resource(object, kind, call), mode: mode)
    if !tries {
      note(
        .acquire, use.resource, call, state, mode: mode,
        hasAlternative: isSleepingSide(kind, call))
    }
    var holding = state
    learnExistence(of: object, call, &holding.facts)
    take(use, address: address(of: object, call), at: call, &holding)
    guard success != .always, let result = call.result else { return [holding] }
    var failed = state
    holding.facts[result] =
      success == .zero
      ? .constant(0) : object == .returned ? .pointer(mayBeNull: false) : .constant(1)
    // What the kernel returns for "no": an error, false or no object.
    failed.facts[result] = .constant(success == .zero ? -4 : 0)
    if let address = address(of: object, call), !failed.holds(use.resource) {
      failed.lack(
        Absence(
          resource: use.resource, address: address, taken: nil, lost: Int32(call.ordinal)))
    }
    return [holding, failed]
  }

  /// Holds something from here on, or holds the caller's again.
  ///
  /// `retakes`: whether it is the caller's again if the caller's was given up.
  mutating func take(
    _ use: LockUse, address: ValueID?, at call: CallSite, _ state: inout PathState,
    retakes: Bool = true
  ) {
    let isOwn = state.acquire(use, address: address, ordinal: call.ordinal, retakes: retakes)
    if isOwn { takers[use.resource, default: OrdinalSet()].insert(call.ordinal) }
  }

  private func section(_ kind: ResourceKind, _ object: ObjectSpec?, _ call: CallSite) -> LockUse {
    LockUse(resource: resource(object ?? .named(kind.rawValue), kind, call), mode: .read)
  }

  func address(of object: ObjectSpec, _ call: CallSite) -> ValueID? {
    guard case .argument(let position) = object, position < call.arguments.count else { return nil }
    var address = call.arguments[position]
    while case .field(let base, let record, let name) = function[address],
      engine.index.vocabulary.isEmbedded(FieldKey(record: record, name: name))
    {
      address = base
    }
    return address
  }

  /// There is an object where a lock in it is taken or given back: a pointer to it that is tested
  /// afterwards is not null.
  private func learnExistence(
    of object: ObjectSpec, _ call: CallSite, _ facts: inout PathFacts
  ) {
    guard let address = address(of: object, call), case .field = function[address] else { return }
    let owner = function.root(of: address)
    guard case .load = function[owner] else { return }
    facts = evaluator.assume(owner, is: true, facts) ?? facts
  }

  private func resource(_ object: ObjectSpec, _ kind: ResourceKind, _ call: CallSite) -> ResourceID
  {
    let named = kind == .method ? text(of: object, call) : nil
    return engine.resources.intern(
      ResourceKey(object: named ?? self.object(object, call), kind: kind))
  }

  /// The object that goes by the name which is passed.
  private func text(of object: ObjectSpec, _ call: CallSite) -> ObjectKey? {
    guard case .argument(let position) = object, position < call.arguments.count,
      case .string(let text) = function[call.arguments[position]]
    else { return nil }
    return .globalPointee(text)
  }

  private func resource(
    _ object: ObjectSpec, _ kind: ResourceKind, _ call: CallSite, bit: Int?, _ state: PathState
  ) -> ResourceID {
    var number: Int64?
    if let bit, bit < call.arguments.count,
      case .constant(let known) = evaluator.evaluate(call.arguments[bit], state.facts)
    {
      number = known
    }
    return engine.resources.intern(
      ResourceKey(object: self.object(object, call), kind: kind, bit: number))
  }

  /// Wakes a task that a field has: a thread goes to its work, and who has left itself there has waited for this.
  private mutating func wake(_ task: Int, _ call: CallSite, _ state: PathState) {
    guard task < call.arguments.count else { return }
    let place = origin(of: call.arguments[task])
    let object = engine.resolver.object(at: place, in: functionID)
    guard object.isKnown else { return }
    note(.queue, engine.resources.intern(ResourceKey(object: object, kind: .kthread)), call, state)
    guard case .field(let field) = object, engine.taskFields.contains(field) else { return }
    note(
      .signal, engine.resources.intern(ResourceKey(object: object, kind: .waitQueue)), call, state)
  }

  /// What a task that gives up the processor without a queue waits for: to be woken through a field that the function
  /// knows it by.
  private func tasksOwnEvents() -> [ResourceID] {
    engine.taskFields.addresses(in: function).map { address in
      let object = engine.resolver.object(at: address, in: functionID)
      return engine.resources.intern(ResourceKey(object: object, kind: .waitQueue))
    }
  }

  func object(_ object: ObjectSpec, _ call: CallSite) -> ObjectKey {
    switch object {
    case .argument(let position):
      call.choice(of: position)
        ?? (position < call.arguments.count
          ? engine.resolver.object(at: call.arguments[position], in: functionID) : .unknown)
    case .value(let position):
      position < call.arguments.count
        ? engine.resolver.object(at: place(of: call.arguments[position]), in: functionID) : .unknown
    case .returned, .caller: .unknown
    case .named(let name): .named(name)
    case .field(let text): engine.index.vocabulary.key(of: text).map { .field($0) } ?? .unknown
    }
  }

  /// Where a value that was read comes from; a value that is no such is an address already.
  private func place(of value: ValueID) -> ValueID {
    if case .load(let place) = function[value] { place } else { value }
  }

  /// Where a value was read from before it was kept in a variable: the place itself may have been cleared since.
  private func origin(of value: ValueID) -> ValueID {
    let place = place(of: value)
    guard case .local = function[place] else { return place }
    let stored = function.stores.filter { $0.address == place }
    guard stored.count == 1, case .load(let source) = function[stored[0].value] else {
      return place
    }
    return source
  }

  private func assume(_ object: ObjectSpec, isHeldAt call: CallSite, _ state: inout PathState) {
    let key = self.object(object, call)
    let isKnown = state.held.contains { engine.resources[$0.use.resource].object == key }
    guard !isKnown, key != .unknown, let kind = engine.lockKinds[key] else { return }
    let use = LockUse(
      resource: engine.resources.intern(ResourceKey(object: key, kind: kind)), mode: .exclusive)
    state.held.append(
      HeldResource(use: use, address: nil, ordinal: Int32(call.ordinal), isBorrowed: true))
  }

  mutating func note(
    _ kind: EffectKey.Kind, _ resource: ResourceID?, _ call: CallSite, _ state: PathState,
    mode: LockMode = .exclusive, timed: Bool = false, queue: ResourceID? = nil,
    hasAlternative: Bool = false
  ) {
    guard isRecording else { return }
    if kind == .acquire, let resource { engine.learnKind(of: resource) }
    if engine.limits.recordsDispatches { return noteOrder(kind, resource, call, state) }
    let isAvoidable =
      hasAlternative
      || (!contextTests.isEmpty && state.facts.contains { contextTests.contains($0.0) })
    let effect = EffectKey(
      kind: kind, resource: resource, mode: mode, isTimed: timed, isAvoidable: isAvoidable,
      queue: queue)
    let ordinal = Int32(call.ordinal)
    note(
      engine.intern(effect), EffectRecord(ordinal: ordinal), at: effectPoint(at: ordinal, state))
    summary.before[ordinal, default: OrdinalSet()].formUnion(state.executed)
  }

  /// Notes what an order of locks may end in, and no more of it than that: room for effects is short.
  private mutating func noteOrder(
    _ kind: EffectKey.Kind, _ resource: ResourceID?, _ call: CallSite, _ state: PathState
  ) {
    if let resource {
      let key = engine.resources[resource]
      guard key.object != .unknown, kind == .acquire ? key.kind.hasOrder : key.kind.hasInnerLock
      else { return }
    }
    switch kind {
    case .acquire, .wait, .signal, .dispatch: break
    case .flush, .allocate, .sleep, .sleepInTask, .fault, .submit, .queue, .ignoredMask: return
    }
    let effect = EffectKey(
      kind: kind, resource: resource, mode: .exclusive, isTimed: false, queue: nil)
    let ordinal = Int32(call.ordinal)
    note(
      engine.intern(effect), EffectRecord(ordinal: ordinal), at: effectPoint(at: ordinal, state))
  }

  /// Whether a call is only made if a test says so, which the context leaves open; that of a loop does not tell
  /// where one may sleep.
  private func isBehindTest(_ call: CallSite) -> Bool {
    guard isRecording, let test = function.test(before: call.ordinal),
      !function.beginsLoop(Int(test.otherSide.index)),
      !function.beginsLoop(function.block(of: call.ordinal))
    else { return false }
    return evaluator.evaluate(test.condition, entryState().facts).truth == nil
  }

  /// Whether a lock that sleeps is taken on one side of a test, and one that spins on the other: code that
  /// knows by its own data where it may sleep.
  private func isSleepingSide(_ kind: ResourceKind, _ call: CallSite) -> Bool {
    guard isRecording, !kind.spins, let test = function.test(before: call.ordinal) else {
      return false
    }
    return function.function.blocks[Int(test.otherSide.index)].operations.contains { operation in
      guard case .call(_, let callee, _) = operation.kind,
        case .vocabulary(let effects, _) = engine.index.callee(callee, in: function)
      else { return false }
      return effects.contains {
        if case .acquire(_, let other, _, _, _) = $0 { other.spins } else { false }
      }
    }
  }

  private mutating func submit(
    _ object: ObjectSpec, _ field: String?, _ argument: Int?, _ waits: Bool, _ call: CallSite,
    _ state: PathState
  ) {
    guard isRecording else { return }
    let waits = waits && (field == nil || isWithoutCallback(object, field, call))
    let io: ObjectKey
    if waits {
      io = .named("I/O of \(engine.index.program[function.function.name])")
    } else if let argument, argument < call.arguments.count {
      io = engine.resolver.object(at: call.arguments[argument], in: functionID)
    } else if case .argument(let position) = object, position < call.arguments.count {
      io = completion(of: call.arguments[position], field: field)
    } else {
      io = .unknown
    }
    let resource = engine.resources.intern(ResourceKey(object: io, kind: .io))
    note(.submit, resource, call, state)
    if waits { note(.wait, resource, call, state) }
  }

  /// Whether a request has nothing that could be called, and so is waited for: one that the function itself has made,
  /// or out of which it takes what was there.
  private func isWithoutCallback(
    _ object: ObjectSpec, _ field: String?, _ call: CallSite
  ) -> Bool {
    guard let field, case .argument(let position) = object, position < call.arguments.count else {
      return false
    }
    let request = call.arguments[position]
    let finder = CompletionFinder(index: engine.index, flow: engine.flow, wanted: field)
    if case .local = function[request] { return !finder.mayBeSet(in: request, functionID) }
    return finder.isCleared(in: request, functionID)
  }

  /// The function that the completion of this I/O calls.
  func completion(of object: ValueID, field wanted: String? = nil) -> ObjectKey {
    CompletionFinder(index: engine.index, flow: engine.flow, wanted: wanted)
      .completion(of: object, in: functionID)
  }
}

extension Effect {
  /// Whether what happens after it may depend on its having happened.
  fileprivate var isNoted: Bool {
    switch self {
    case .acquire, .enter, .wait, .schedule, .allocate, .submit, .queue, .flush, .sleep, .fault,
      .signal, .release, .releaseIf, .wake:
      true
    default: false
    }
  }
}
