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
  private let order: OrderQuery
  /// Hold-and-wait edges by what is waited for.
  private let byWaited: [ResourceID: [HoldEdge]]
  private let byQueue: [ObjectKey: [Activation]]
  private let ranks: SignallerRanks
  private let doubt: InstanceDoubt
  private let references: OwnReferences

  package init(graph: WaitGraph) {
    self.graph = graph
    order = OrderQuery(graph: graph)
    ranks = SignallerRanks(graph: graph)
    doubt = InstanceDoubt(graph: graph)
    references = OwnReferences(graph: graph)
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
    for event in waits {
      let chains = chains(to: event)
      found += eventCycles(event, chains)
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
  private func isNamed(_ resource: ResourceID) -> Bool {
    switch graph.resources[resource].object {
    case .unknown, .parameter, .returned: false
    default: true
    }
  }

  /// A way from holding a lock to an event: what is held first, and the edges from there.
  struct Chain {
    let held: LockUse
    let edges: [HoldEdge]

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
    var frontier: [(resource: ResourceID, edges: [HoldEdge])] = [(event, [])]
    for depth in 0..<Self.maximumHolds {
      var next: [(resource: ResourceID, edges: [HoldEdge])] = []
      for (resource, edges) in frontier {
        for edge in byWaited[resource] ?? [] {
          guard edge.held.use.resource != event, isNamed(edge.held.use.resource),
            graph[edge.effect].isWait,
            isLock(edge.held.use.resource),
            edges.isEmpty || conflicts(edge, with: edges[0].held.use)
          else { continue }
          // Every function that waits with the lock held is a place of its own; what is held around
          // that lock is context.
          let isNew = seen.insert(edge.held.use).inserted
          guard isNew || depth == 0 else { continue }
          result.append(Chain(held: edge.held.use, edges: [edge] + edges))
          if isNew { next.append((edge.held.use.resource, [edge] + edges)) }
        }
      }
      frontier = next
    }
    return result
  }

  /// Whether holding a resource keeps others out until the holder gives it back. A semaphore that one
  /// task takes and another gives back is a count of events.
  private func isLock(_ resource: ResourceID) -> Bool {
    let kind = graph.resources[resource].kind
    return kind.canBeHeldAsleep
      && (kind != .semaphore || graph.activations(.signal, resource).isEmpty)
  }

  /// Whether the operation of an edge really waits for a holder in this mode.
  private func conflicts(_ edge: HoldEdge, with held: LockUse) -> Bool {
    graph[edge.effect].mode != .read || held.mode != .read
  }

  /// Cycles of an event whose signaller blocks for what a task that waits for the event holds.
  private func eventCycles(_ event: ResourceID, _ chains: [Chain]) -> [Cycle] {
    guard !chains.isEmpty else { return [] }
    var result: [Cycle] = []
    // Most events have no cycle to ask it about.
    var pool: EventPool?
    for signaller in signallers(of: event) {
      for (blocker, block) in blocks(before: signaller) {
        let key = graph[block]
        guard let resource = key.resource else { continue }
        var closing: GraphEdge?
        for chain in chains
        where chain.held.resource == resource && !chain.runs(in: signaller, graph) {
          guard let writer = graph.writerNeeded(asking: key.mode, held: chain.held) else {
            continue
          }
          let users = pool ?? EventPool(of: event, graph: graph)
          pool = users
          guard
            !users.isFreedByOthers(than: signaller, waiter: chain.waiter(graph), behind: resource),
            let edge = closing ?? edge(from: event, signaller, blocker, block)
          else { continue }
          closing = edge
          result.append(
            Cycle(
              edges: chain.edges.map(holdEdge) + [edge],
              needsWriterOf: writer ? resource : nil,
              otherInstances: LockEdges.subclassChanges(chain.edges, graph)))
        }
      }
    }
    return result
  }

  /// Those whose signals a waiter may depend on: the nearest ones to the hardware, or all if these are none of
  /// the hardware's.
  private func signallers(of event: ResourceID) -> [Activation] {
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

  private func edge(
    from event: ResourceID, _ signaller: Activation, _ blocker: Activation, _ block: EffectID
  ) -> GraphEdge? {
    for signal in graph.effects(of: signaller) {
      guard graph[signal].kind == .signal, graph[signal].resource == event,
        let kind = kind(of: signal, signaller, blocker, block),
        kind != .signalAfter
          || !references.areTaken(before: signal, after: block, in: signaller.summary)
      else { continue }
      return GraphEdge(
        kind: kind, from: LockUse(resource: event, mode: .exclusive), to: use(of: block),
        evidence: .activation(
          signaller: signaller, signal: signal, blocker: blocker, block: block),
        indirections: graph.indirections(signal, signaller) + graph.indirections(block, blocker),
        isByCompleter: ranks.rank(of: signaller) >= .completer || kind != .serialised,
        signalsBefore: blocker.summary == signaller.summary
          && order.surelySignals(event, before: block, in: signaller.summary),
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

  /// Cycles of I/O that is only queued while its submitter blocks for what waits for that I/O.
  private func completionCycles(_ event: ResourceID, _ chains: [Chain]) -> [Cycle] {
    var result: [Cycle] = []
    for (path, signal) in completions(of: event) {
      let io = ResourceKey(
        object: .function(graph.index[path[0].function].function.symbol), kind: .io)
      guard let resource = graph.resources.identifier(of: io) else { continue }
      let closing = GraphEdge(
        kind: .signalAfter, from: LockUse(resource: event, mode: .exclusive),
        to: LockUse(resource: resource, mode: .exclusive),
        evidence: .completion(path, signal: signal),
        indirections: graph.indirections(signal, path[path.count - 1]))
      for submitter in graph.activations(.submit, resource) where submitter.context == .bioList {
        for block in graph.effects(of: submitter) where graph[block].isWait {
          guard let blocked = graph[block].resource else { continue }
          let ways =
            blocked == event
            ? [[]]
            : chains.filter {
              $0.held.resource == blocked
                && graph.writerNeeded(asking: graph[block].mode, held: $0.held) == false
            }.map(\.edges)
          // Which buffer of many a bit is of is a guess where no lock says so.
          let guess = blocked == event && graph.resources[event].kind != .completion ? 1 : 0
          guard let way = ways.first, let first = deferred(submitter, resource, block, guess) else {
            continue
          }
          result.append(
            Cycle(edges: [first] + way.map(holdEdge) + [closing], needsWriterOf: nil))
        }
      }
    }
    return result
  }

  /// The ways from the completion of an I/O to an event: end_io functions that signal it, or that start
  /// work that does.
  private func completions(of event: ResourceID) -> [([Activation], EffectID)] {
    graph.activations(.signal, event).flatMap { signaller -> [([Activation], EffectID)] in
      guard
        let signal = graph.effects(of: signaller).first(where: {
          graph[$0].kind == .signal && graph[$0].resource == event
        })
      else { return [] }
      if signaller.context == .ioCompletion { return [([signaller], signal)] }
      guard let object = signaller.object else { return [] }
      let work = ResourceKey(object: object, kind: .work)
      guard let resource = graph.resources.identifier(of: work) else { return [] }
      return graph.activations(.queue, resource).filter { $0.context == .ioCompletion }.map {
        ([$0, signaller], signal)
      }
    }
  }

  private func deferred(
    _ submitter: Activation, _ io: ResourceID, _ block: EffectID, _ guesses: Int
  ) -> GraphEdge? {
    guard !graph.avoidsQueuedIO(block, in: submitter) else { return nil }
    for submit in graph.effects(of: submitter) {
      guard graph[submit].kind == .submit, graph[submit].resource == io,
        order.mayPrecede(submit, block, in: submitter.summary)
      else { continue }
      return GraphEdge(
        kind: .deferredIO, from: LockUse(resource: io, mode: .exclusive), to: use(of: block),
        evidence: .deferred(submitter, submit: submit, block: block),
        indirections: graph.indirections(submit, submitter) + graph.indirections(block, submitter)
          + guesses)
    }
    return nil
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
    for signaller in nearest {
      if let edge = edge(from: event, signaller, activation, block), edge.kind == .serialised {
        return Cycle(edges: [edge], needsWriterOf: nil)
      }
    }
    return nil
  }

  private func ownIO(_ activation: Activation, _ io: ResourceID, _ block: EffectID) -> Cycle? {
    let submit = graph.effects(of: activation).first {
      graph[$0].kind == .submit && graph[$0].resource == io
    }
    guard let submit, !graph.avoidsQueuedIO(block, in: activation) else { return nil }
    let edge = GraphEdge(
      kind: .deferredIO, from: LockUse(resource: io, mode: .exclusive), to: use(of: block),
      evidence: .deferred(activation, submit: submit, block: block),
      indirections: graph.indirections(block, activation))
    return Cycle(edges: [edge], needsWriterOf: nil)
  }

  /// Whether one event serves many executions of a class, so that another one of them may signal it.
  private func isShared(_ event: ResourceID, by activation: Activation) -> Bool {
    guard case .global = graph.resources[event].object else { return false }
    switch activation.object {
    case .global, .globalPointee, nil: return false
    default: return true
    }
  }

  private func holdEdge(_ edge: HoldEdge) -> GraphEdge {
    GraphEdge(
      kind: .holdAndWait, from: edge.held.use, to: use(of: edge.effect), evidence: .hold(edge),
      indirections: edge.record.indirections)
  }

  private func use(of effect: EffectID) -> LockUse {
    LockUse(resource: graph[effect].resource ?? ResourceID(-1), mode: graph[effect].mode)
  }
}
