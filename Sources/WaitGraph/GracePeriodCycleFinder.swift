import LockIR
import RuleCatalog

/// Finds tasks that hold a lock while they wait for the readers of an SRCU domain, where such a reader asks
/// for that lock; and readers that wait for themselves. Readers of the other flavours must not sleep, so none
/// of them waits for what a sleeper holds.
package struct GracePeriodCycleFinder {
  let graph: WaitGraph
  /// What readers ask for, by their domain.
  private let readers: [ObjectKey: [HoldEdge]]

  package init(graph: WaitGraph) {
    self.graph = graph
    var readers: [ObjectKey: [HoldEdge]] = [:]
    for edge in graph.holdEdges {
      let section = graph.resources[edge.held.use.resource]
      guard section.kind == .srcu, section.object.isKnown, graph[edge.effect].kind == .acquire,
        !graph[edge.effect].isTimed, graph.runsConcurrently(edge.summary)
      else { continue }
      readers[section.object, default: []].append(edge)
    }
    self.readers = readers
  }

  /// All cycles, in a stable order; one for each place that waits.
  package func cycles() -> [Cycle] {
    graph.holdEdges.compactMap { edge in
      guard let period = graph[edge.effect].resource,
        graph.resources[period].kind == .gracePeriod
      else { return nil }
      if let own = ownPeriod(edge, graph.resources[period].object) { return own }
      guard LockEdges.isNamedLock(edge.held.use.resource, graph),
        graph.runsConcurrently(edge.summary),
        let reader = reader(of: graph.resources[period].object, asking: edge.held.use)
      else { return nil }
      return Cycle(
        edges: [LockEdges.edge(edge, graph), LockEdges.edge(reader, graph)], needsWriterOf: nil)
    }
  }

  /// A reader that waits until the readers of its own domain are gone.
  private func ownPeriod(_ edge: HoldEdge, _ domain: ObjectKey) -> Cycle? {
    let section = graph.resources[edge.held.use.resource]
    guard section.kind == .srcu, section.object == domain, domain.isKnown,
      graph.runsConcurrently(edge.summary)
    else { return nil }
    return Cycle(edges: [LockEdges.edge(edge, graph)], needsWriterOf: nil)
  }

  /// The reader that gets to asking for a lock, held as it is, in the most direct way.
  private func reader(of domain: ObjectKey, asking held: LockUse) -> HoldEdge? {
    (readers[domain] ?? []).filter { edge in
      graph[edge.effect].resource == held.resource
        && graph.writerNeeded(asking: graph[edge.effect].mode, held: held) == false
    }.min { $0.record.isBetter(than: $1.record) }
  }
}
