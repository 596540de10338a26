import RuleCatalog

/// Finds what allocates with a mask that lets reclaim start I/O where I/O is only queued until it returns.
///
/// What reclaim writes out then stays on the task's own list, and reclaim waits for it. Over-reports where memory
/// that this device is below of cannot be written out at all.
package struct DeferredReclaimFinder {
  let graph: WaitGraph

  package init(graph: WaitGraph) {
    self.graph = graph
  }

  /// All cycles, in a stable order.
  ///
  /// - Complexity: linear in the effects of the methods that run so.
  package func cycles() -> [Cycle] {
    graph.activations.filter { $0.context == .bioList }.flatMap { activation in
      graph.effects(of: activation).compactMap { cycle(activation, $0) }
    }
  }

  private func cycle(_ activation: Activation, _ block: EffectID) -> Cycle? {
    guard graph[block].kind == .allocate, let memory = graph[block].resource,
      graph.resources[memory].kind == .reclaim,
      case .named(let mask) = graph.resources[memory].object,
      graph.gfp.reaches(mask, bits: graph.gfp.io), !graph.avoidsQueuedIO(block, in: activation)
    else { return nil }
    let use = LockUse(resource: memory, mode: .exclusive)
    return Cycle(
      edges: [
        GraphEdge(
          kind: .deferredIO, from: use, to: use, evidence: .execution(activation, block: block),
          indirections: graph.indirections(block, activation))
      ], needsWriterOf: nil)
  }
}
