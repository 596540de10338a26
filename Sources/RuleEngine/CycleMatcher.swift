package import RuleCatalog
package import WaitGraph

/// Decides whether a cycle has the shape that a rule describes.
package struct CycleMatcher {
  let patterns: [EdgePattern]
  let writerOf: String?
  let resources: ResourceTable

  package init(patterns: [EdgePattern], writerOf: String?, resources: ResourceTable) {
    self.patterns = patterns
    self.writerOf = writerOf
    self.resources = resources
  }

  /// The resources that the pattern's labels stand for, if the cycle matches from some edge on.
  package func match(_ cycle: Cycle) -> [String: ResourceID]? {
    for start in cycle.edges.indices {
      let edges = Array(cycle.edges[start...] + cycle.edges[..<start])
      guard let labels = match(edges[...], patterns[...], count: 0, [:]) else { continue }
      // A chain that only a queued writer closes is a finding of a rule that asks for one, and of no
      // other.
      guard let needed = cycle.needsWriterOf else { return labels }
      if writerOf == RuleMatch.anyLock || writerOf.flatMap({ labels[$0] }) == needed {
        return labels
      }
    }
    return nil
  }

  private func match(
    _ edges: ArraySlice<GraphEdge>, _ patterns: ArraySlice<EdgePattern>, count: Int,
    _ labels: [String: ResourceID]
  ) -> [String: ResourceID]? {
    guard let pattern = patterns.first else { return edges.isEmpty ? labels : nil }
    if let edge = edges.first, count < pattern.count.upperBound,
      let bound = bind(edge, to: pattern, labels),
      let result = match(edges.dropFirst(), patterns, count: count + 1, bound)
    {
      return result
    }
    guard pattern.count.contains(count) else { return nil }
    return match(edges, patterns.dropFirst(), count: 0, labels)
  }

  private func bind(
    _ edge: GraphEdge, to pattern: EdgePattern, _ labels: [String: ResourceID]
  ) -> [String: ResourceID]? {
    guard pattern.kinds.contains(edge.kind),
      let first = bind(edge.from, to: pattern.from, labels)
    else { return nil }
    return bind(edge.to, to: pattern.to, first)
  }

  private func bind(
    _ use: LockUse, to pattern: NodePattern, _ labels: [String: ResourceID]
  ) -> [String: ResourceID]? {
    let kind = resources[use.resource].kind
    // A lock that others may give back is waited for like an event.
    let families = kind.mayBeSignalled ? [kind.family, .event] : [kind.family]
    guard pattern.families.isEmpty || families.contains(where: pattern.families.contains),
      pattern.kinds.isEmpty || pattern.kinds.contains(kind),
      pattern.mode == nil || pattern.mode == use.mode,
      pattern.same.map({ labels[$0].map { isSame(use.resource, as: $0) } ?? false }) ?? true
    else { return nil }
    guard let label = pattern.label else { return labels }
    return labels.merging([label: use.resource]) { _, new in new }
  }

  /// Whether a resource is the one that a label stands for, or the grace period of such readers.
  private func isSame(_ resource: ResourceID, as known: ResourceID) -> Bool {
    if resource == known { return true }
    return resources[known].kind == .srcu && resources[resource].kind == .gracePeriod
      && resources[known].object == resources[resource].object
  }
}
