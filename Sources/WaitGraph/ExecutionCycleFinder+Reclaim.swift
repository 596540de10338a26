import LockIR
import RuleCatalog

/// Tasks that hold a lock while reclaim looks for memory on their behalf, where what it runs asks for that lock.
extension ExecutionCycleFinder {
  func reclaimCycles(_ edge: HoldEdge) -> [Cycle] {
    guard let memory = graph[edge.effect].resource, graph.resources[memory].kind == .reclaim,
      case .named(let mask) = graph.resources[memory].object
    else { return [] }
    var seen: Set<FunctionID> = []
    return (reclaimers[edge.held.use.resource] ?? []).compactMap { reclaimer in
      let (run, block) = (reclaimer.activation, reclaimer.block)
      guard graph[block].mode != .read || edge.held.use.mode != .read,
        graph.gfp.reaches(mask, bits: reclaimer.bits),
        !isStaticOther(block, of: run, than: edge), seen.insert(run.function).inserted
      else { return nil }
      let closing = GraphEdge(
        kind: .reclaim, from: LockUse(resource: memory, mode: .exclusive),
        to: LockUse(resource: edge.held.use.resource, mode: graph[block].mode),
        evidence: .execution(run, block: block),
        indirections: graph.indirections(block, run) + (reclaimer.start?.indirections ?? 0),
        callsBefore: reclaimer.start?.calls ?? 0)
      return Cycle(edges: [LockEdges.edge(edge, graph), closing], needsWriterOf: nil)
    }
  }

  /// Whether what reclaim asks for is in an object that is there from the start, as the kernel's own address space is,
  /// and what is held is not known to be in that one.
  private func isStaticOther(
    _ block: EffectID, of run: Activation, than edge: HoldEdge
  ) -> Bool {
    let tracer = AccessPathTracer(graph: graph)
    if case .global = graph.resources[edge.held.use.resource].object { return false }
    guard let asked = tracer.path(toLockOf: block, in: run), asked.pointers == 0,
      case .global = asked.root
    else { return false }
    return tracer.path(toHeld: edge.held, in: edge.summary) != asked
  }
}
