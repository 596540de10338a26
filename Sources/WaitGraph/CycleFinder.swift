import LockIR
import OrderedCollections
import RuleCatalog

/// Finds the cycles that go through an event, an execution or I/O.
///
/// Every such cycle has an edge that an activation makes: what signals (or submits) also blocks. From
/// what it blocks for, edges of what tasks hold lead back. So the search goes backwards from each event
/// over what is held, and stops at what an activation that signals the event blocks for: small even in a
/// graph of a whole kernel.
package struct CycleFinder {
  /// How many hold-and-wait edges a cycle may have.
  private static let maximumHolds = 3

  let graph: WaitGraph
  let order: OrderQuery
  /// Hold-and-wait edges by what is waited for.
  private let byWaited: [ResourceID: [HoldEdge]]
  private let byQueue: [ObjectKey: [Activation]]
  private let ranks: SignallerRanks
  private let doubt: InstanceDoubt
  private let references: OwnReferences
  private let turns: SemaphoreTurns

  package init(graph: WaitGraph) {
    self.graph = graph
    order = OrderQuery(graph: graph)
    ranks = SignallerRanks(graph: graph)
    doubt = InstanceDoubt(graph: graph)
    references = OwnReferences(graph: graph)
    turns = SemaphoreTurns(graph: graph)
    byWaited = Dictionary(
      grouping: graph.holdEdges.filter { graph[$0.effect].resource != nil },
      by: { graph[$0.effect].resource ?? ResourceID(-1) })
    var queues: [ObjectKey: [Activation]] = [:]
    for activation in graph.activations {
      if case .ordered(let queue) = activation.concurrency {
        queues[queue, default: []].append(activation)
      }
    }
    byQueue = queues
  }

  /// All cycles, in a stable order; one for each chain of resources and kinds.
  package func cycles() -> [Cycle] {
    let waits = waitedEvents()
    var found: [Cycle] = []
    var needs: [ResourceID: Set<ResourceID>] = [:]
    for event in waits {
      let chains = chains(to: event)
      found += eventCycles(event, chains)
      found += relayedCycles(event, chains, &needs)
      found += completionCycles(event, chains)
    }
    found += ownWaits()
    return found
  }

  /// Everything that somebody blocks for and somebody else signals.
  private func waitedEvents() -> [ResourceID] {
    var events: Set<ResourceID> = []
    for edge in graph.holdEdges {
      if let resource = graph[edge.effect].resource { events.insert(resource) }
    }
    for activation in graph.activations {
      for effect in graph.effects(of: activation) where graph[effect].isWait {
        if let resource = graph[effect].resource { events.insert(resource) }
      }
    }
    return events.filter { isNamed($0) && !graph.activations(.signal, $0).isEmpty }.sorted()
  }

  /// Whether a resource is known well enough to be the same in two places.
  func isNamed(_ resource: ResourceID) -> Bool {
    switch graph.resources[resource].object {
    case .unknown, .parameter, .returned: false
    default: true
    }
  }

  /// A way from holding a lock to an event: what is held first, and the edges from there.
  struct Chain {
    let held: LockUse
    let edges: [HoldEdge]
    /// The lock that a writer must queue for, or one reader would not keep another one waiting.
    let writerOf: ResourceID?

    /// Whether the task that waits for the event runs where the signaller does: then it waits for itself,
    /// whatever it holds.
    func runs(in signaller: Activation, _ graph: WaitGraph) -> Bool {
      waiter(graph)?.sharesQueue(with: signaller) ?? false
    }

    /// What the task that waits for the event runs as.
    func waiter(_ graph: WaitGraph) -> Activation? {
      edges.last.flatMap { graph.activation(reaching: $0.summary) }
    }
  }

  /// The chains of holds that end in waiting for an event, shortest first.
  private func chains(to event: ResourceID) -> [Chain] {
    var result: [Chain] = []
    var seen: Set<LockUse> = []
    var frontier: [Chain?] = [nil]
    for depth in 0..<Self.maximumHolds {
      var next: [Chain] = []
      for rest in frontier {
        for edge in byWaited[rest?.held.resource ?? event] ?? [] {
          guard edge.held.use.resource != event, isNamed(edge.held.use.resource),
            graph[edge.effect].isWait,
            isLock(edge.held.use.resource),
            let chain = extend(rest, by: edge)
          else { continue }
          // Every function that waits with the lock held is a place of its own; what is held around
          // that lock is context.
          let isNew = seen.insert(edge.held.use).inserted
          guard isNew || depth == 0 else { continue }
          result.append(chain)
          if isNew { next.append(chain) }
        }
      }
      frontier = next
    }
    return result
  }

  /// The chain that begins with an edge, if its operation really waits for who holds what comes next.
  private func extend(_ rest: Chain?, by edge: HoldEdge) -> Chain? {
    guard let rest else { return Chain(held: edge.held.use, edges: [edge], writerOf: nil) }
    guard let needed = graph.writerNeeded(asking: graph[edge.effect].mode, held: rest.held),
      !needed || rest.writerOf == nil
    else { return nil }
    return Chain(
      held: edge.held.use, edges: [edge] + rest.edges,
      writerOf: needed ? rest.held.resource : rest.writerOf)
  }

  /// Whether holding a resource keeps others out until the holder gives it back. A semaphore that one
  /// task takes and another gives back is a count of events.
  private func isLock(_ resource: ResourceID) -> Bool {
    let kind = graph.resources[resource].kind
    return kind.canBeHeldAsleep
      && (kind != .semaphore || graph.activations(.signal, resource).isEmpty)
  }

  /// Cycles of an event whose signaller blocks for what a task that waits for the event holds.
  ///
  /// `relays`: the way to the event from the one that the chains end in, if that is another one.
  func eventCycles(
    _ event: ResourceID, _ chains: [Chain], through relays: [GraphEdge] = []
  ) -> [Cycle] {
    guard !chains.isEmpty, !turns.isGivenBackByTakers(event) else { return [] }
    let byHeld = Dictionary(grouping: chains, by: \.held.resource)
    var result: [Cycle] = []
    // Most events have no cycle to ask it about.
    var pool: EventPool?
    let signals = SignalOrder(of: event, graph: graph)
    for signaller in signallers(of: event) {
      for (blocker, block) in blocks(before: signaller) {
        let key = graph[block]
        guard let resource = key.resource, let ending = byHeld[resource] else { continue }
        var closing: GraphEdge?
        for chain in ending where !chain.runs(in: signaller, graph) {
          guard let writer = graph.writerNeeded(asking: key.mode, held: chain.held),
            !writer || chain.writerOf == nil
          else { continue }
          let users = pool ?? EventPool(of: event, graph: graph)
          pool = users
          guard
            !users.isFreedByOthers(than: signaller, waiter: chain.waiter(graph), behind: resource),
            let edge = closing ?? edge(signals, signaller, blocker, block)
          else { continue }
          closing = edge
          result.append(
            Cycle(
              edges: chain.edges.map(holdEdge) + relays + [edge],
              needsWriterOf: writer ? resource : chain.writerOf,
              otherInstances: LockEdges.subclassChanges(chain.edges, graph)))
        }
      }
    }
    return result
  }

  /// Those whose signals a waiter may depend on: the nearest ones to the hardware, or all if these are none of
  /// the hardware's.
  func signallers(of event: ResourceID) -> [Activation] {
    let nearest = nearestSignallers(of: event)
    let isByHardware = nearest.contains { ranks.rank(of: $0) >= .completer }
    return isByHardware ? nearest : graph.activations(.signal, event)
  }

  /// The signallers nearest to the hardware. A work item that also signals what an interrupt normally does
  /// handles errors, and a system call is behind both.
  private func nearestSignallers(of event: ResourceID) -> [Activation] {
    let all = graph.activations(.signal, event)
    let nearest = all.map { ranks.rank(of: $0) }.max() ?? .caller
    return all.filter { ranks.rank(of: $0) == nearest }
  }

  /// What may be blocked for by the time a signaller gets to its signal: its own operations, and those of
  /// items that run before it on the same queue.
  private func blocks(before signaller: Activation) -> [(Activation, EffectID)] {
    let peers: [Activation] =
      if case .ordered(let queue) = signaller.concurrency {
        [signaller] + (byQueue[queue] ?? []).filter { $0.summary != signaller.summary }
      } else {
        [signaller]
      }
    return peers.flatMap { peer in
      graph.effects(of: peer).filter { graph[$0].isWait }.map {
        (peer, $0)
      }
    }
  }

  /// How the signal of an event depends on what its signaller, or what runs before it, blocks for.
  ///
  /// `inOneTurn`: whether it is enough that one turn of a loop does both.
  func edge(
    _ signals: SignalOrder, _ signaller: Activation, _ blocker: Activation, _ block: EffectID,
    inOneTurn: Bool = false
  ) -> GraphEdge? {
    let event = signals.event
    for signal in graph.signals(of: event, in: signaller.summary) {
      guard
        let kind = inOneTurn && order.mayPrecede(block, signal, in: signaller.summary)
          ? .signalAfter : kind(of: signal, signaller, blocker, block),
        kind != .signalAfter
          || !references.areTaken(before: signal, after: block, in: signaller.summary),
        graph.resources[event].kind != .completion
          || !references.isWaitedFor(bySignallerOf: signal, in: signaller.summary)
      else { continue }
      let way =
        kind == .signalAfter
        ? graph.way(to: signal, after: block, in: signaller, order)
        : SignalWay(
          signaller: signaller, blocker: blocker, calls: [],
          block: SignalWay.End(summary: blocker.summary, effect: block),
          signal: SignalWay.End(summary: signaller.summary, effect: signal))
      return GraphEdge(
        kind: kind, from: LockUse(resource: event, mode: .exclusive), to: use(of: block),
        evidence: .activation(way), indirections: graph.indirections(way),
        isByCompleter: ranks.rank(of: signaller) >= .completer || kind != .serialised,
        signalsBefore: blocker.summary == signaller.summary
          && signals.isSignalled(before: block, in: signaller.summary),
        isOwnInstance: doubt.isOwnInstance(block, of: blocker))
    }
    return nil
  }

  private func kind(
    of signal: EffectID, _ signaller: Activation, _ blocker: Activation, _ block: EffectID
  ) -> EdgeKind? {
    switch signaller.concurrency {
    case .ordered: return .serialised
    case .perObject:
      // The thread of an interrupt comes again for each of them.
      if signaller.context == .threadedIRQ
        || order.inOneLoop(block, signal, in: signaller.summary)
      {
        return .serialised
      }
    case .free: break
    }
    return order.mayPrecede(block, signal, in: signaller.summary) ? .signalAfter : nil
  }

  /// Activations that wait for what only they provide: I/O that they have just put on their own list, or
  /// an event that a later item of theirs signals.
  private func ownWaits() -> [Cycle] {
    // Many wait for the same event.
    var nearest: [ResourceID: [Activation]] = [:]
    return graph.activations.flatMap { activation -> [Cycle] in
      graph.effects(of: activation).compactMap { block in
        let key = graph[block]
        guard key.isWait, let resource = key.resource, isNamed(resource) else {
          return nil
        }
        if activation.context == .bioList, graph.resources[resource].kind == .io {
          return ownIO(activation, resource, block)
        }
        let signallers = nearest[resource] ?? nearestSignallers(of: resource)
        nearest[resource] = signallers
        return ownEvent(activation, resource, block, signallers)
      }
    }
  }

  /// An item that waits for what a later item of its own context signals, and nobody else.
  private func ownEvent(
    _ activation: Activation, _ event: ResourceID, _ block: EffectID, _ nearest: [Activation]
  ) -> Cycle? {
    guard !nearest.isEmpty, nearest.allSatisfy({ $0.sharesQueue(with: activation) }) else {
      return nil
    }
    // An idle thread waits on its own queue for somebody else's work.
    if activation.concurrency == .perObject, graph.resources[event].kind == .waitQueue,
      !graph.activations(.signal, event).allSatisfy({ $0.sharesQueue(with: activation) })
    {
      return nil
    }
    guard !isShared(event, by: activation),
      !EventPool(of: event, graph: graph).isFreedByOthers(
        than: activation, waiter: nil, behind: nil)
    else { return nil }
    let signals = SignalOrder(of: event, graph: graph)
    for signaller in nearest {
      if let edge = edge(signals, signaller, activation, block), edge.kind == .serialised {
        return Cycle(edges: [edge], needsWriterOf: nil)
      }
    }
    return nil
  }

  /// Whether one event serves many executions of a class, so that another one of them may signal it.
  private func isShared(_ event: ResourceID, by activation: Activation) -> Bool {
    guard case .global = graph.resources[event].object else { return false }
    switch activation.object {
    case .global, .globalPointee, nil: return false
    default: return true
    }
  }

  func holdEdge(_ edge: HoldEdge) -> GraphEdge {
    GraphEdge(
      kind: .holdAndWait, from: edge.held.use, to: use(of: edge.effect), evidence: .hold(edge),
      indirections: edge.record.indirections)
  }

  func use(of effect: EffectID) -> LockUse {
    LockUse(resource: graph[effect].resource ?? ResourceID(-1), mode: graph[effect].mode)
  }
}
