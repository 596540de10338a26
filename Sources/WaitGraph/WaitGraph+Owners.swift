import RuleCatalog

/// Locks of which each owner has a class of its own.
extension WaitGraph {
  /// How many locks of a cycle are likely two: the tasks that have and want one come from the code of different
  /// owners.
  package func otherOwners(in cycle: Cycle) -> Int {
    let edges = cycle.edges
    return edges.indices.count { position in
      let wanting = edges[(position + edges.count - 1) % edges.count]
      guard let holder = activation(of: edges[position]), let other = activation(of: wanting) else {
        return false
      }
      return isOfOtherOwners(edges[position].from.resource, holder, other)
    }
  }

  /// Whether a lock is one of those, and two tasks come from different folders; what is above an owner's folder
  /// works for that owner as well.
  package func isOfOtherOwners(
    _ lock: ResourceID, _ first: Activation, _ second: Activation
  ) -> Bool {
    let (first, second) = (folder(of: first.function), folder(of: second.function))
    return index.vocabulary.isOwned(resources.name(of: lock, in: index.program))
      && !first.starts(with: second) && !second.starts(with: first)
  }

  private func activation(of edge: GraphEdge) -> Activation? {
    switch edge.evidence {
    case .hold(let hold): activation(reaching: hold.summary)
    case .activation(_, _, let blocker, _): blocker
    case .execution(let run, _): run
    case .deferred(let activation, _, _): activation
    case .completion: nil
    }
  }
}
