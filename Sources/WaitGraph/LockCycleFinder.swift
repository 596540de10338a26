import LockIR
import RuleCatalog

/// Finds the cycles of locks alone: one lock asked for by its own holder, and locks that tasks take in
/// different orders.
package struct LockCycleFinder {
  /// How many locks a cycle may have.
  private static let maximumLength = 3
  /// How many ways through the graph are tried for one lock.
  private static let maximumSteps = 20_000

  let graph: WaitGraph
  private let tracer: AccessPathTracer
  private let doubt: InstanceDoubt
  private let peers: PeerLocks
  private let fresh: FreshObjects
  private let registered: RegisteredFunctions
  private let objects: OneObject
  private let parts: EmbeddedParts
  /// What is asked for with a lock held, by that lock, in order.
  private let successors: [ResourceID: [(lock: ResourceID, edges: [HoldEdge])]]

  package init(graph: WaitGraph) {
    self.graph = graph
    tracer = AccessPathTracer(graph: graph)
    doubt = InstanceDoubt(graph: graph)
    peers = PeerLocks(graph: graph, tracer: tracer)
    fresh = FreshObjects(graph: graph)
    registered = RegisteredFunctions(graph: graph)
    objects = OneObject(graph: graph, tracer: tracer)
    parts = EmbeddedParts(tracer: tracer)
    var grouped: [ResourceID: [ResourceID: [HoldEdge]]] = [:]
    for edge in graph.holdEdges where LockEdges.isWaitForLock(edge, graph) {
      guard let asked = graph[edge.effect].resource else { continue }
      grouped[edge.held.use.resource, default: [:]][asked, default: []].append(edge)
    }
    successors = grouped.mapValues { targets in
      targets.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }
  }

  /// All cycles, in a stable order; one for each chain of locks.
  ///
  /// - Complexity: linear in the edges for cycles of two locks, bounded for longer ones.
  package func cycles() -> [Cycle] { ownLocks() + orders() }

  // MARK: One lock

  /// Holders that ask for the same object again.
  private func ownLocks() -> [Cycle] {
    successors.keys.sorted().flatMap { lock -> [Cycle] in
      let edges = successors[lock]?.first { $0.lock == lock }?.edges ?? []
      return edges.compactMap { edge in
        guard isForOneObject(edge), !LockEdges.isNested(edge, graph),
          !edge.comesRound || LockEdges.surelyComesRound(edge, graph), !isExcluded(edge)
        else { return nil }
        if graph[edge.effect].mode != .read || edge.held.use.mode != .read {
          return Cycle(edges: [LockEdges.edge(edge, graph)], needsWriterOf: nil)
        }
        // Readers of an rwsem queue behind a writer that came in between.
        guard [.rwsem, .percpuRwsem].contains(graph.resources[lock].kind),
          graph.hasConcurrentWriter(lock)
        else { return nil }
        return Cycle(edges: [LockEdges.edge(edge, graph)], needsWriterOf: lock)
      }
    }
  }

  private func isForOneObject(_ edge: HoldEdge) -> Bool {
    // The address space that is held may be another task's; a fault is in one's own.
    if graph[edge.effect].kind == .fault { return tracer.isHeldForOwnTask(edge) }
    return tracer.asksForWhatIsHeld(edge) == true || peers.areTaken(by: edge)
  }

  // MARK: Several locks

  private func orders() -> [Cycle] {
    var result: [Cycle] = []
    for start in successors.keys.sorted() {
      var steps = 0
      extend([start], [], &steps, &result)
    }
    return result
  }

  /// Goes on from a chain of locks. A cycle is found from its lowest lock.
  private func extend(
    _ chain: [ResourceID], _ edges: [[HoldEdge]], _ steps: inout Int, _ result: inout [Cycle]
  ) {
    guard let last = chain.last else { return }
    for (lock, candidates) in successors[last] ?? [] {
      steps += 1
      guard steps < Self.maximumSteps else { return }
      if lock == chain[0], chain.count > 1 {
        if let cycle = cycle(edges + [candidates]) { result.append(cycle) }
      } else if lock > chain[0], !chain.contains(lock), chain.count < Self.maximumLength {
        extend(chain + [lock], edges + [candidates], &steps, &result)
      }
    }
  }

  /// The evidence for a chain that closes: one edge for each of its steps. That of tasks which speak of the
  /// same locks comes first, then the most direct.
  private func cycle(_ candidates: [[HoldEdge]]) -> Cycle? {
    guard var best = mostDirect(candidates, where: isPossible) else { return nil }
    func subclassChanges(_ cycle: [HoldEdge]) -> Int {
      LockEdges.subclassChanges(cycle + [cycle[0]], graph)
    }
    var changes = subclassChanges(best)
    if changes > 0,
      let sure = mostDirect(candidates, where: { subclassChanges($0) == 0 && isPossible($0) })
    {
      (best, changes) = (sure, 0)
    }
    let behindWriter = best.indices.first { writerNeeded(by: best, at: $0) == true }
    return Cycle(
      edges: best.map { LockEdges.edge($0, graph) },
      needsWriterOf: behindWriter.flatMap { graph[best[$0].effect].resource },
      otherInstances: changes + doubt.ownInstances(best)
        + best.count { LockEdges.asksForElement($0, graph) })
  }

  /// Whether the two tasks of an order run code of one folder. Locks that all file systems share are of
  /// another class in each, and a fault in the memory of one file may happen under the lock of any other.
  private func areNear(_ edges: [HoldEdge]) -> Bool {
    let folders = edges.map { graph.folder(of: graph[$0.summary].function) }
    return edges.count == 2 && folders.allSatisfy { $0 == folders[0] }
  }

  /// Whether asking for what the next task of a chain holds takes a writer in between to be blocked; nil if it
  /// is never blocked.
  private func writerNeeded(by edges: [HoldEdge], at position: Int) -> Bool? {
    let next = edges[(position + 1) % edges.count]
    return graph.writerNeeded(asking: graph[edges[position].effect].mode, held: next.held.use)
  }

  private func mostDirect(
    _ candidates: [[HoldEdge]], where isWanted: ([HoldEdge]) -> Bool
  ) -> [HoldEdge]? {
    var best: (edges: [HoldEdge], weight: Int)?
    func choose(_ chosen: [HoldEdge], _ weight: Int) {
      if let best, weight >= best.weight { return }
      guard chosen.count < candidates.count else {
        if isWanted(chosen) { best = (chosen, weight) }
        return
      }
      for edge in candidates[chosen.count] where edge.record.depth < 64 {
        choose(chosen + [edge], weight + edge.record.depth + 3 * edge.indirections)
      }
    }
    choose([], 0)
    return best?.edges
  }

  /// Whether tasks can be in all of these places at once, each asking for what the next one holds.
  private func isPossible(_ edges: [HoldEdge]) -> Bool {
    let writers = edges.indices.map { writerNeeded(by: edges, at: $0) }
    // One writer between two readers is enough to ask for.
    guard !writers.contains(nil), writers.count(where: { $0 == true }) < 2 else { return false }
    if edges.contains(where: { graph[$0.effect].kind == .fault }), !areNear(edges) { return false }
    if edges.contains(where: { LockEdges.asksForOwn($0, graph) }) { return false }
    let gates = edges.map { LockEdges.heldBefore($0, graph) }
    let common = gates.dropFirst().reduce(Set(gates[0].keys)) { $0.intersection($1.keys) }
    let excludes = common.contains { gate in gates.count { $0[gate] == .read } < 2 }
    if excludes { return false }
    let tasks = edges.compactMap { graph.activation(reaching: $0.summary) }
    guard tasks.count == edges.count, let first = tasks.first else { return false }
    // One run at a time: it would have to wait for itself.
    if first.concurrency != .free, tasks.allSatisfy({ $0.sharesQueue(with: first) }) {
      return false
    }
    return !objects.keepsApart(edges) && !parts.keepApart(edges)
      && !edges.contains(where: isExcluded)
  }

  /// Whether the way of an edge is taken for no object that there is, or at no time when others run.
  private func isExcluded(_ edge: HoldEdge) -> Bool {
    fresh.exclude(edge) || registered.exclude(edge)
  }
}
