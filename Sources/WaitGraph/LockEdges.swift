import LockIR
import RuleCatalog

/// Questions about edges from one lock to another.
enum LockEdges {
  /// Whether an edge is a task that holds a lock and blocks for a lock, both known well enough to be the
  /// same elsewhere, at a time when others run.
  static func isWaitForLock(_ edge: HoldEdge, _ graph: WaitGraph) -> Bool {
    let effect = graph[edge.effect]
    guard effect.kind == .acquire, !effect.isTimed, let asked = effect.resource,
      isNamedLock(asked, graph), isNamedLock(edge.held.use.resource, graph)
    else { return false }
    // Sleeping under a spinning lock is another mistake.
    let kinds = graph.resources
    if kinds[edge.held.use.resource].kind.spins, !kinds[asked].kind.spins { return false }
    return graph.runsConcurrently(edge.summary)
  }

  /// Whether a resource is a lock that keeps others out until its holder gives it back, and is known by
  /// name.
  static func isNamedLock(_ resource: ResourceID, _ graph: WaitGraph) -> Bool {
    let key = graph.resources[resource]
    guard key.kind.family == .lock else { return false }
    if key.kind == .semaphore, !graph.activations(.signal, resource).isEmpty { return false }
    switch key.object {
    // Pointers of one name may lead to locks of different classes.
    case .unknown, .parameter, .throughParameter, .returned, .local, .pointee, .globalPointee:
      return false
    default: return true
    }
  }

  /// Whether the code says that the lock which an edge asks for nests in others of its class.
  static func isNested(_ edge: HoldEdge, _ graph: WaitGraph) -> Bool {
    guard let last = graph.path(of: edge).last else { return false }
    let code = graph.index[last.function]
    let operation = code.operation(Int(last.ordinal))
    // What a macro is called says more than what it expands to.
    if let macro = operation.location.macro { return graph.index.vocabulary.isNested(macro) }
    guard case .call(_, let callee, _) = operation.kind,
      case .function(let symbol) = code[code.canonicalID(callee)]
    else { return false }
    return graph.index.vocabulary.isNested(symbol)
  }

  /// What is held for sure before the lock that an edge begins with was taken.
  static func heldBefore(_ edge: HoldEdge, _ graph: WaitGraph) -> [ResourceID: LockMode] {
    var result: [ResourceID: LockMode] = [:]
    for resource in graph.heldOnEntry(of: edge.summary) { result[resource] = .exclusive }
    for held in edge.allHeld {
      if held.use.resource == edge.held.use.resource { break }
      result[held.use.resource] = held.use.mode
    }
    return result.filter {
      let kind = graph.resources[$0.key].kind
      return kind.family == .lock && kind.isWaitedFor
    }
  }

  /// The edge as part of a cycle.
  static func edge(_ edge: HoldEdge, _ graph: WaitGraph) -> GraphEdge {
    let effect = graph[edge.effect]
    return GraphEdge(
      kind: .holdAndWait, from: edge.held.use,
      to: LockUse(resource: effect.resource ?? ResourceID(-1), mode: effect.mode),
      evidence: .hold(edge), indirections: edge.indirections)
  }
}
