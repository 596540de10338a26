import RuleCatalog

/// Locks of which each owner has its own.
extension WaitGraph {
  /// How many locks of a cycle are likely two: the tasks that have and want one come from the code of different
  /// owners.
  package func otherOwners(in cycle: Cycle) -> Int {
    let edges = cycle.edges
    return edges.indices.count { position in
      let lock = edges[position].from.resource
      let wanting = edges[(position + edges.count - 1) % edges.count]
      guard let holder = activation(of: edges[position]), let other = activation(of: wanting),
        !isHeldByCore(lock, edges[position])
      else { return false }
      return isOfOtherOwners(lock, holder, other)
    }
  }

  /// Whether a lock is one of those, and two tasks come from different folders. What is above an owner's folder
  /// works for that owner as well, and the core for all.
  package func isOfOtherOwners(
    _ lock: ResourceID, _ first: Activation, _ second: Activation
  ) -> Bool {
    let name = resources.name(of: lock, in: index.program)
    guard index.vocabulary.isOwned(name) else { return false }
    let core = index.vocabulary.core(ofOwned: name)?.split(separator: "/")
    let (first, second) = (folder(of: first.function), folder(of: second.function))
    return !first.starts(with: second) && !second.starts(with: first)
      && ![first, second].contains(core)
  }

  /// Whether a function of the core holds the lock, whose callers may be those of any owner.
  private func isHeldByCore(_ lock: ResourceID, _ edge: GraphEdge) -> Bool {
    guard case .hold(let hold) = edge.evidence,
      let core = index.vocabulary.core(ofOwned: resources.name(of: lock, in: index.program))
    else { return false }
    return folder(of: function(of: hold.summary)) == core.split(separator: "/")
  }

  private func activation(of edge: GraphEdge) -> Activation? {
    switch edge.evidence {
    case .hold(let hold): activation(reaching: hold.summary)
    case .activation(let way): way.blocker
    case .execution(let run, _): run
    case .deferred(let activation, _, _): activation
    case .completion: nil
    }
  }
}
