import LockIR
import OrderedCollections
package import RuleCatalog

/// Finds spinning locks that an interrupt waits for, and that are also held while that interrupt may come
/// in on the holder's own processor: it takes them itself, or spins for another lock whose holder asks for them.
package struct InterruptFinder {
  /// A lock with both of its uses.
  package struct Inversion: Sendable {
    package let lock: ResourceID
    package let handler: Activation
    /// What the handler does to the lock, or to the one that it spins for.
    package let asking: EffectID
    /// How another task that has what the handler spins for asks for the lock; nil if the handler does so itself.
    package let link: HoldEdge?
    package let holder: Activation
    /// The effect by which the holder takes it.
    package let taking: EffectID
    /// The calls from the holder's entry down to the operation that takes the lock.
    package let path: [PathStep]
    /// Whether holder and handler likely mean two objects of one class.
    package let isOfOtherOwners: Bool
  }

  /// How many calls away the holder of one lock may ask for the next.
  private static let maximumDepth = 3

  let graph: WaitGraph
  /// What no interrupt calls: it would sleep. That it does so is another mistake.
  private let sleepers: Set<SummaryID>
  private let files: StandaloneFiles
  private let parts: EmbeddedParts
  /// What the end of an I/O does not call in an interrupt.
  private let ofTasks: Set<SummaryID>

  package init(graph: WaitGraph) {
    self.graph = graph
    sleepers = graph.sleepers()
    files = StandaloneFiles(graph.index)
    parts = EmbeddedParts(tracer: AccessPathTracer(graph: graph))
    ofTasks = sleepers.union(graph.callersOfProcessMethods())
  }

  /// For each lock the most direct pair, in the order of the locks.
  ///
  /// `contexts`: what counts as an interrupt.
  package func inversions(_ contexts: Set<CallContext>) -> [Inversion] {
    var handlers: [ResourceID: [Activation]] = [:]
    for activation in graph.activations where contexts.contains(activation.context) {
      var seen: Set<ResourceID> = []
      for effect in graph.effects(of: activation) {
        guard graph[effect].kind == .acquire, let lock = graph[effect].resource,
          graph.resources[lock].kind.spins, graph.resources[lock].kind.isWaitedFor,
          LockEdges.isNamedLock(lock, graph), interrupts(activation, effect),
          seen.insert(lock).inserted
        else { continue }
        handlers[lock, default: []].append(activation)
      }
    }
    let byLock = handlers
    return handlers.keys.sorted().concurrentMap { lock -> [Inversion] in
      let interrupting = byLock[lock] ?? []
      if let direct = inversion(of: lock, for: lock, interrupting) { return [direct] }
      return links(from: lock).filter { byLock[$0.lock] == nil }.compactMap {
        inversion(of: $0.lock, for: lock, interrupting, by: $0.edge)
      }
    }.flatMap(\.self)
  }

  /// The other spinning locks that a holder of one asks for by itself or in a function that it calls, each by
  /// the most direct way.
  private func links(from lock: ResourceID) -> [(lock: ResourceID, edge: HoldEdge)] {
    var best: [ResourceID: HoldEdge] = [:]
    for edge in graph.holdEdges(from: lock) where LockEdges.isWaitForLock(edge, graph) {
      guard let asked = graph[edge.effect].resource, asked != lock,
        graph.resources[asked].kind.spins, edge.indirections == 0,
        edge.record.depth <= Self.maximumDepth
      else { continue }
      if let known = best[asked], !edge.record.isBetter(than: known.record) { continue }
      best[asked] = edge
    }
    return best.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Whether a handler is an interrupt where it has an effect. The end of an I/O that goes on to what sleeps
  /// has made sure that it is not.
  private func interrupts(_ handler: Activation, _ effect: EffectID) -> Bool {
    let others = handler.context == .ioCompletion ? ofTasks : sleepers
    return !graph.passes(others, to: effect, in: handler.summary)
  }

  /// The most direct pair of a holder of one lock and a handler that asks for another, or the same.
  ///
  /// `link`: what makes the handler wait for the holder if the two differ.
  private func inversion(
    of lock: ResourceID, for wanted: ResourceID, _ handlers: [Activation], by link: HoldEdge? = nil
  ) -> Inversion? {
    var search = Search()
    // Hard interrupts first: they also come in where soft ones are off.
    for level in [Level.hard, .soft] {
      search.paths = [:]
      let interrupting = handlers.filter { Level(of: $0.context) == level }
      let askers = askers(interrupting, wanted)
      guard !askers.isEmpty else { continue }
      var best: Inversion?
      var isKeptOutElsewhere = false
      for holder in graph.activations(.acquire, lock)
      where !holder.isInitialisation && !holder.isAssumed && holder.context != .unknown
        && Level(in: holder.context) < level
      {
        for taking in acquisitions(of: lock, by: holder) where holds(taking, lock) {
          let met = askers.lazy.filter { asker in
            meet(graph[asker.asking].mode, graph[taking].mode, by: link)
          }
          guard let first = met.first, link.map({ isApart($0, from: taking, by: holder) }) ?? true
          else { continue }
          guard let path = exposedPath(taking, in: holder.summary, level, &search) else {
            if !holder.isUnreferenced { isKeptOutElsewhere = true }
            continue
          }
          if let best, rank(best) <= rank(holder, path, isOfOtherOwners: false) { continue }
          let near = met.first { asker in
            !isOfOtherOwners(lock, holder, asker.handler)
              && !(lock == wanted
                && parts.areApart((taking, holder), (asker.asking, asker.handler)))
          }
          let (handler, asking) = near ?? first
          if graph.isCancelled(handler, before: path, in: holder.summary) { continue }
          let found = Inversion(
            lock: lock, handler: handler, asking: asking, link: link, holder: holder,
            taking: taking, path: path, isOfOtherOwners: near == nil)
          if best.map({ rank($0) > rank(found) }) ?? true { best = found }
        }
      }
      // Who calls the function that nobody names is not known: if all others who come to the lock have
      // interrupts off, its callers do.
      if let found = best, found.holder.isUnreferenced, found.path.count > 1, isKeptOutElsewhere {
        best = nil
      }
      if let best { return best }
    }
    return nil
  }

  /// Whether a handler is kept waiting by what the holder has, both in these modes.
  private func meet(_ asking: LockMode, _ taking: LockMode, by link: HoldEdge?) -> Bool {
    func excludes(_ one: LockMode, _ other: LockMode) -> Bool { one != .read || other != .read }
    guard let link else { return excludes(asking, taking) }
    return excludes(asking, link.held.use.mode) && excludes(graph[link.effect].mode, taking)
  }

  /// Whether the task in between may be where it is while the holder has its lock: no other lock keeps the two
  /// apart, and they are not one.
  private func isApart(_ link: HoldEdge, from taking: EffectID, by holder: Activation) -> Bool {
    let gates = LockEdges.heldBefore(link, graph)
    return !graph.path(to: taking, in: holder.summary).flatMap(\.held).contains {
      gates[$0.use.resource] != nil || $0.use.resource == link.held.use.resource
    }
  }

  /// Whether who has the effect comes to have what others wait for: a reader of a sequence lock has not.
  private func holds(_ taking: EffectID, _ lock: ResourceID) -> Bool {
    graph[taking].mode != .read || graph.resources[lock].kind != .seqlock
  }

  private func rank(_ found: Inversion) -> (Int, Int, Int) {
    rank(found.holder, found.path, isOfOtherOwners: found.isOfOtherOwners)
  }

  private func rank(
    _ holder: Activation, _ path: [PathStep], isOfOtherOwners: Bool
  ) -> (Int, Int, Int) {
    (isOfOtherOwners ? 1 : 0, holder.isUnreferenced && path.count > 1 ? 1 : 0, path.count)
  }

  /// Whether a lock of two tasks is likely one of two objects.
  private func isOfOtherOwners(
    _ lock: ResourceID, _ holder: Activation, _ handler: Activation
  ) -> Bool {
    if case .global = graph.resources[lock].object { return false }
    return graph.isOfOtherOwners(lock, holder, handler)
      || files.areApart(holder.function, handler.function)
  }

  private func acquisitions(of lock: ResourceID, by activation: Activation) -> [EffectID] {
    graph.effects(of: activation).filter {
      graph[$0].kind == .acquire && graph[$0].resource == lock
    }
  }

  /// Where interrupts ask for a lock, the most direct way first.
  private func askers(
    _ activations: [Activation], _ lock: ResourceID
  ) -> [(handler: Activation, asking: EffectID)] {
    let all = activations.flatMap { activation in
      acquisitions(of: lock, by: activation).filter { interrupts(activation, $0) }.map {
        (
          handler: activation, asking: $0,
          length: graph.path(to: $0, in: activation.summary).count
        )
      }
    }
    let nearest = all.enumerated().sorted {
      ($0.element.length, $0.offset) < ($1.element.length, $1.offset)
    }
    return nearest.map { ($0.element.handler, $0.element.asking) }
  }

  /// The calls to an operation that takes the lock, all of them made while the interrupt may come in.
  private func exposedPath(
    _ effect: EffectID, in id: SummaryID, _ level: Level, _ search: inout Search
  ) -> [PathStep]? {
    let place = Search.Start(summary: id, effect: effect)
    if let known = search.paths[place] { return known }
    // Nothing leads out of a recursion but what leaves it.
    search.paths[place] = .some(nil)
    let path = firstExposedPath(effect, in: id, level, &search)
    search.paths[place] = .some(path)
    return path
  }

  private func firstExposedPath(
    _ effect: EffectID, in id: SummaryID, _ level: Level, _ search: inout Search
  ) -> [PathStep]? {
    let summary = graph[id]
    guard let record = summary.effects[effect] else { return nil }
    for ordinal in record.ordinals.all {
      // Off on some paths to one operation and on on others: it is off on those that can be, for all that
      // is known. A helper's flag says whether it spins or sleeps, say, and another helper asks it again.
      let held =
        summary.alwaysHeld(at: ordinal).map(\.use.resource)
        + (summary.sometimesHeld[ordinal] ?? [])
      if held.contains(where: { level.isKeptOut(by: graph.resources[$0].kind) })
        || letsIn(level, after: effect, in: id)
      {
        continue
      }
      let step = PathStep(function: summary.function, ordinal: ordinal, held: [])
      guard let callees = summary.callees[ordinal] else { return [step] }
      for callee in callees {
        for inner in counterparts(of: effect, record, at: ordinal, callee.summary, &search) {
          if let rest = exposedPath(inner, in: callee.summary, level, &search) {
            return [step] + rest
          }
        }
      }
    }
    return nil
  }

  /// Whether a function comes to a lock as its caller does, and afterwards lets interrupts in that it has
  /// not kept out: then its caller has. Not if it does so with the lock: that is the mistake.
  private func letsIn(_ level: Level, after effect: EffectID, in id: SummaryID) -> Bool {
    func isKeeper(_ use: LockUse) -> Bool {
      level.isKeptOut(by: graph.resources[use.resource].kind)
    }
    guard graph[id].rows.contains(where: { $0.released.contains(where: isKeeper) }),
      !graph.released(before: effect).contains(where: isKeeper)
    else { return false }
    let code = graph.index[graph.function(of: id)]
    return code.callOrdinals.values.contains { ordinal in
      let effects = graph.index.effects(at: ordinal, in: code)
      return effects.count == 1
        && effects.contains {
          if case .leave(let kind, _) = $0 { level.isKeptOut(by: kind) } else { false }
        }
    }
  }

  /// The effects of a callee that a caller sees as this one.
  private func counterparts(
    of effect: EffectID, _ record: EffectRecord, at ordinal: Int32, _ callee: SummaryID,
    _ search: inout Search
  ) -> [EffectID] {
    let wanted = graph[effect]
    let place = Search.Place(summary: callee, resource: wanted.resource)
    let candidates =
      search.effects[place]
      ?? graph[callee].effects.keys.filter { graph[$0].resource == wanted.resource }
    search.effects[place] = candidates
    var result = candidates.filter {
      graph[$0].kind == wanted.kind && graph[$0].mode == wanted.mode
    }
    if record.ordinal == ordinal, record.callee == callee, let known = record.calleeEffect,
      !result.contains(known)
    {
      result.append(known)
    }
    return result
  }

  /// What one lock's searches learn.
  private struct Search {
    struct Place: Hashable {
      let summary: SummaryID
      let resource: ResourceID?
    }

    struct Start: Hashable {
      let summary: SummaryID
      let effect: EffectID
    }

    /// The exposed path from each start that was looked at, if there is one.
    var paths: [Start: [PathStep]?] = [:]
    /// A summary's effects on a resource: the lock goes by other names in those it is handed to.
    var effects: [Place: [EffectID]] = [:]
  }

  /// What may interrupt what.
  private enum Level: Int, Comparable {
    case process, soft, hard

    /// As what code that runs so interrupts others. Many timers of high resolution have a soft mode.
    init(of context: CallContext) {
      switch context {
      case .irq, .ioCompletion: self = .hard
      case .softirq, .napi, .timer, .hrtimer, .tasklet, .rcuCallback: self = .soft
      case .caller, .process, .stopper, .atomic, .unknown, .work, .serialWork, .kthread,
        .threadedIRQ,
        .bioList, .reclaim:
        self = .process
      }
    }

    /// What is kept out while code runs so.
    init(in context: CallContext) {
      switch context {
      case .hrtimer, .stopper, .atomic: self = .hard
      default: self.init(of: context)
      }
    }

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

    /// Whether no interrupt of this level comes in inside such a section.
    func isKeptOut(by section: ResourceKind) -> Bool {
      switch section {
      case .irqOff: true
      case .irqLineOff: self == .hard
      case .bhOff, .rcuBH: self == .soft
      default: false
      }
    }
  }
}
