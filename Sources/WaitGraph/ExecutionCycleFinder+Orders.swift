import LockIR
import RuleCatalog

/// Executions that ask for another lock than the one which is held over the wait for them.
extension ExecutionCycleFinder {
  /// The cycle of a task that waits for the end of a run, which asks for a second lock, whose holder asks for the
  /// task's; the most direct one. Not for methods, which are those of any object that has them, nor where the run
  /// asks for something else that the task has: that is a matter of its own.
  func chain(_ edge: HoldEdge, _ execution: ResourceID, _ run: Activation) -> Cycle? {
    guard graph.resources[execution].kind != .method else { return nil }
    let wanted = graph.effects(of: run).filter { graph[$0].kind == .acquire }
    var best: (block: EffectID, order: HoldEdge, weight: Int)?
    for block in wanted {
      let key = graph[block]
      guard !key.isTimed, let second = key.resource,
        let holders = orders[second]?[edge.held.use.resource], !Self.takesBack(block, graph),
        !graph.isOutsideMethod(block)
      else { continue }
      for order in holders {
        guard graph.writerNeeded(asking: key.mode, held: order.held.use) == false,
          graph.writerNeeded(asking: graph[order.effect].mode, held: edge.held.use) == false
        else { continue }
        let weight = graph.path(to: block, in: run.summary).count + graph.path(of: order).count
        if weight < best?.weight ?? .max { best = (block, order, weight) }
      }
    }
    guard let (block, order, _) = best, !FreshObjects(graph: graph).exclude(order) else {
      return nil
    }
    let above = (graph.entry(to: edge.summary)?.path ?? []).flatMap(\.held)
    let held = Set((edge.allHeld + above).map(\.use.resource))
    guard !wanted.contains(where: { graph[$0].resource.map(held.contains) == true }) else {
      return nil
    }
    let closing = GraphEdge(
      kind: .flush, from: LockUse(resource: execution, mode: .exclusive),
      to: LockUse(resource: order.held.use.resource, mode: graph[block].mode),
      evidence: .execution(run, block: block), indirections: graph.indirections(block, run))
    return Cycle(
      edges: [LockEdges.edge(edge, graph), closing, LockEdges.edge(order, graph)],
      needsWriterOf: nil, otherInstances: LockEdges.subclassChanges([order, edge], graph))
  }

  /// - Complexity: linear in the edges.
  static func orders(_ graph: WaitGraph) -> [ResourceID: [ResourceID: [HoldEdge]]] {
    let held = Set(
      graph.holdEdges.lazy.filter { graph[$0.effect].kind == .flush }.map(\.held.use.resource))
    var result: [ResourceID: [ResourceID: [HoldEdge]]] = [:]
    for edge in graph.holdEdges where graph[edge.effect].kind == .acquire {
      guard let asked = graph[edge.effect].resource, held.contains(asked),
        asked != edge.held.use.resource, LockEdges.isWaitForLock(edge, graph)
      else { continue }
      result[edge.held.use.resource, default: [:]][asked, default: []].append(edge)
    }
    return result
  }
}
