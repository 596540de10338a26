import OrderedCollections
import LockIR
import RuleCatalog

/// What a function does by what it calls, in its own words: the effects of its callees.
extension FunctionInterpreter {
  /// Takes up a callee's effects as this function's own, and the edges that they make here.
  mutating func record(
    _ callee: Summary, _ id: SummaryID, at call: CallSite, isChoice: Bool, isGuess: Bool,
    _ state: PathState
  ) {
    guard !callee.effects.isEmpty || callee.rows.contains(where: \.changesHeld) else { return }
    let ordinal = Int32(call.ordinal)
    let entry = Summary.Callee(summary: id, isChoice: isChoice)
    if summary.callees[ordinal]?.contains(entry) != true {
      summary.callees[ordinal, default: []].append(entry)
    }
    summary.before[ordinal, default: OrdinalSet()].formUnion(state.executed)
    // Paths that hold the same have the same effects here.
    let once = RecordedCall(ordinal, id, state, isOnLastReference: isOnLastReference(state))
    guard recorded.insert(once).inserted else { return }
    guard !callee.effects.isEmpty else { return }
    let point = effectPoint(at: ordinal, state)
    let unlikely = callee.unlocking.isEmpty ? [] : otherAlternatives(callee, call, state)
    var ownsReference: Bool?
    var triedForReference: Bool?
    let isLastUser = engine.index.isLastUser(callee.function)
    for (effect, record) in callee.effects {
      let translated = translate(effect, call, state)
      guard unlikely.isEmpty || !unlikely.contains(translated) else { continue }
      var record = EffectRecord(
        ordinal: ordinal, callee: id, effect: effect, record, isChoice: isGuess)
      if isLastUser, engine.effects[effect].kind == .acquire { record = record.onLastReference() }
      if record.isOnLastReference {
        let isOwn = ownsReference ?? function.givesUpOwnReference(call, engine.index)
        ownsReference = isOwn
        // With the last reference nobody else has the object's own locks.
        if isOwn {
          record = record.onLastReference(false)
        } else if engine.effects[effect].kind != .acquire {
          let isTried = triedForReference ?? function.givesUpReferenceTriedFor(call, engine.index)
          triedForReference = isTried
          if isTried { record = record.onLastReference(false) }
        }
      }
      note(translated, record, at: point)
    }
  }

  /// An operation that has effects, on paths that hold the same.
  struct EffectPoint {
    let state: PathState
    /// What is held, as a number of the summary.
    let held: UInt16
    /// What of the caller's has been given up, each once.
    let released: EffectTable.Releases
    /// Whether nothing is held or given up, so that plain effects stay as they are.
    let isOpen: Bool
    let isOnLastReference: Bool
  }

  /// Where effects of an operation are noted; what is held there is noted by it.
  mutating func effectPoint(at ordinal: Int32, _ state: PathState) -> EffectPoint {
    summary.note(held: state.held, at: ordinal)
    let isOnLastReference = isOnLastReference(state)
    return EffectPoint(
      state: state, held: summary.number(of: state.held),
      released: state.released.isEmpty
        ? .none : engine.intern(OrderedSet(state.released).elements),
      isOpen: state.held.isEmpty && state.released.isEmpty && !isOnLastReference,
      isOnLastReference: isOnLastReference)
  }

  /// The effects that come after giving up a lock that is not held here, where the same effect also
  /// comes after giving up one that is: the callee unlocks whichever lock its flag says. And those that
  /// come without giving it up, of operations that also come after it: it unlocks if its flag says so, and
  /// what has the lock here is what the flag is for.
  private mutating func otherAlternatives(
    _ callee: Summary, _ call: CallSite, _ state: PathState
  ) -> Set<EffectID> {
    let unlocking = callee.unlocking.map { translate($0, call, state) }
    func fits(_ effect: EffectID) -> Bool {
      engine.effects.released(before: effect).allSatisfy { state.holds($0.resource) }
    }
    let fitting = unlocking.filter(fits)
    let known = Set(fitting.map { engine.effects.base(of: $0) })
    let keeping = zip(callee.unlocking, unlocking).compactMap { own, translated -> EffectID? in
      let base = engine.effects.base(of: own)
      guard fits(translated), let keeping = callee.effects[base], let giving = callee.effects[own],
        keeping.ordinals.all.allSatisfy(giving.ordinals.all.contains)
      else { return nil }
      return translate(base, call, state)
    }
    return Set(keeping).union(
      unlocking.filter { effect in
        guard known.contains(engine.effects.base(of: effect)) else { return false }
        return !fits(effect) || fitting.contains { givesUpMore($0, than: effect) }
      })
  }

  /// Whether the same effect comes after giving up all that it does here, and more.
  private func givesUpMore(_ other: EffectID, than effect: EffectID) -> Bool {
    guard engine.effects.base(of: other) == engine.effects.base(of: effect) else { return false }
    let more = engine.effects.released(before: other)
    let less = engine.effects.released(before: effect)
    return more.count > less.count && less.allSatisfy(more.contains)
  }

  /// A callee's effect in this function's words.
  private mutating func translate(
    _ effect: EffectID, _ call: CallSite, _ state: PathState
  ) -> EffectID {
    let known = translate(effect, call)
    guard engine.effects.isVague(known) else { return known }
    let released = engine.effects.released(before: known)
    return engine.intern(
      engine.effects.base(of: known),
      after: engine.intern(released.map { held(like: $0, state) }))
  }

  private mutating func translate(_ effect: EffectID, _ call: CallSite) -> EffectID {
    guard !engine.effects.isClosed(effect) else { return effect }
    let place = Translation(ordinal: Int32(call.ordinal), effect: effect)
    if let known = translations[place] { return known }
    let key = engine.effects[effect]
    let translated = engine.intern(
      key.with(
        resource: key.resource.map { translate($0, call) },
        queue: key.queue.map { translate($0, call) }),
      after: engine.effects.released(before: effect).map { translate($0, call) })
    translations[place] = translated
    return translated
  }

  private func isHeld(_ section: ResourceKind, in state: PathState) -> Bool {
    state.held.contains { engine.resources[$0.use.resource].kind == section }
  }

  /// An allocation below a memalloc scope reaches only what the scope allows.
  private func narrowed(_ id: EffectID, _ state: PathState) -> EffectID {
    let effect = engine.effects[id]
    guard case .allocate = effect.kind, let resource = effect.resource,
      case .named(let mask) = engine.resources[resource].object,
      engine.resources[resource].kind == .reclaim
    else { return id }
    let removed = bits(removedByScopesOf: state)
    let layout = engine.index.vocabulary.gfp
    guard removed != 0, let reach = layout.reach(of: mask), reach & removed != 0 else { return id }
    let object = ObjectKey.named(layout.describe(reach & ~removed))
    return engine.intern(
      effect.with(
        resource: engine.resources.intern(ResourceKey(object: object, kind: .reclaim))),
      after: engine.effects.released(before: id))
  }

  /// Notes an effect of this function: the edges from what it holds, and what its callers will see.
  mutating func note(_ met: EffectID, _ record: EffectRecord, at point: EffectPoint) {
    if point.isOpen, engine.effects.isPlain(met) {
      summary.note(met, record, holding: 0, limit: engine.limits.effects)
      return
    }
    let state = point.state
    let id = narrowed(met, state)
    let effect = engine.effects[id]
    let record =
      effect.isBlocking && point.isOnLastReference
      ? record.onLastReference() : record
    // Nobody waits for a page that may not be faulted in.
    if effect.kind == .fault, isHeld(.faultsOff, in: state) { return }
    // The caller's memalloc scope covers it.
    if case .ignoredMask(let mask) = effect.kind, scopes(of: state, cover: mask) { return }
    // Given back within the caller's own hold: the caller signals nobody.
    if effect.kind == .signal, let resource = effect.resource,
      engine.resources[resource].kind.family == .lock,
      state.holds(resource)
    {
      return
    }
    let base = engine.effects.base(of: id)
    var givenUp = engine.effects.released(before: id)
    for holder in state.held.reversed() {
      if let match = givenUp.lastIndex(where: { $0.resource == holder.use.resource }) {
        givenUp.remove(at: match)
        continue
      }
      guard effect.isBlocking || (effect.kind == .signal && engine.limits.recordsDispatches) else {
        continue
      }
      engine.graph.add(
        HoldEdge(
          summary: self.id, held: holder, allHeld: state.held, ordinal: record.ordinal, effect: id,
          record: record),
        effect: base, in: functionID, limit: places(of: holder, over: effect))
    }
    let releases: EffectTable.Releases
    if givenUp.isEmpty {
      releases = point.released
    } else {
      for use in state.released where !givenUp.contains(use) { givenUp.append(use) }
      releases = engine.intern(givenUp)
    }
    summary.note(
      engine.intern(base, after: releases), record, holding: point.held,
      isUnlocking: releases != .none, limit: engine.limits.effects)
  }

  /// How many places that hold something over an operation are told apart. Each that enters a section is.
  private func places(of holder: HeldResource, over effect: EffectKey) -> Int {
    if engine.resources[holder.use.resource].kind.family == .section { return .max }
    let isOrder = effect.kind == .acquire && effect.resource != holder.use.resource
    return engine.limits.keepsPlaces && !isOrder ? .max : engine.limits.places
  }
}
