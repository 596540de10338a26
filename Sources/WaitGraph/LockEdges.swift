import LockIR
import OrderedCollections
import RuleCatalog

/// Questions about edges from one lock to another.
enum LockEdges {
  /// Whether an edge is a task that holds a lock and blocks for a lock, both known well enough to be the
  /// same elsewhere, at a time when others run.
  static func isWaitForLock(_ edge: HoldEdge, _ graph: WaitGraph) -> Bool {
    let effect = graph[edge.effect]
    guard effect.kind == .acquire || effect.kind == .fault, !effect.isTimed,
      let asked = effect.resource, isNamedLock(asked, graph),
      isNamedLock(edge.held.use.resource, graph)
    else { return false }
    // Sleeping under a spinning lock is another mistake.
    let kinds = graph.resources
    if kinds[edge.held.use.resource].kind.spins, !kinds[asked].kind.spins { return false }
    if graph.runsConcurrently(edge.summary) { return true }
    // A task that asks for its own lock needs nobody else. Further down, code that sets things up depends on
    // what is set up already.
    return asked == edge.held.use.resource && edge.record.depth == 0
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

  /// Whether the task of an edge has the very lock already that it asks for, besides the one that the edge begins
  /// with: it waits for itself there, or does not get there, and in neither case for another task.
  static func asksForOwn(_ edge: HoldEdge, _ graph: WaitGraph) -> Bool {
    guard let asked = graph[edge.effect].resource, asked != edge.held.use.resource,
      case .global = graph.resources[asked].object
    else { return false }
    return edge.allHeld.contains { $0.use.resource == asked }
      || graph.heldOnEntry(of: edge.summary).contains(asked)
  }

  /// Whether the code says that the lock which an edge asks for nests in others of its class.
  static func isNested(_ edge: HoldEdge, _ graph: WaitGraph) -> Bool {
    graph.path(of: edge).last.map { isNested($0.ordinal, in: $0.function, graph) } ?? false
  }

  /// Whether the lock that an edge asks for is an element of an array of locks: they are one class here, and
  /// have an order of their own.
  static func asksForElement(_ edge: HoldEdge, _ graph: WaitGraph) -> Bool {
    graph.path(of: edge).last.map { isAboutElement($0, graph) } ?? false
  }

  /// Whether what an operation takes is an element of an array.
  static func isAboutElement(_ step: PathStep, _ graph: WaitGraph) -> Bool {
    guard step.ordinal >= 0 else { return false }
    let code = graph.index[step.function]
    guard case .call(_, _, let arguments) = code.operation(Int(step.ordinal)).kind,
      let lock = arguments.first, case .element = code[code.canonicalID(lock)]
    else { return false }
    return true
  }

  /// Whether the code says so of the lock that is held.
  static func isHeldNested(_ edge: HoldEdge, _ graph: WaitGraph) -> Bool {
    let ordinal = edge.held.ordinal
    guard ordinal >= 0 else { return false }
    let summary = graph[edge.summary]
    guard let callees = summary.callees[ordinal] else {
      return isNested(ordinal, in: summary.function, graph)
    }
    return callees.contains { callee in
      graph[callee.summary].effects.keys.contains { effect in
        guard graph[effect].kind == .acquire, let resource = graph[effect].resource,
          graph.isOrMayBe(resource, edge.held.use.resource),
          let last = graph.path(to: effect, in: callee.summary).last
        else { return false }
        return isNested(last.ordinal, in: last.function, graph)
      }
    }
  }

  /// How many locks between the edges of a chain one task holds as a subclass of its own and another one asks for
  /// without: as a rule the two are not one object.
  static func subclassChanges(_ chain: [HoldEdge], _ graph: WaitGraph) -> Int {
    zip(chain, chain.dropFirst()).count { asking, holding in
      isNested(asking, graph) != isHeldNested(holding, graph)
    }
  }

  private static func isNested(
    _ ordinal: Int32, in function: FunctionID, _ graph: WaitGraph
  ) -> Bool {
    name(of: ordinal, in: function, graph).map(graph.index.vocabulary.isNested) ?? false
  }

  /// Whether an operation takes a lock for another task to give back.
  static func isHandedOn(_ ordinal: Int32, in function: FunctionID, _ graph: WaitGraph) -> Bool {
    name(of: ordinal, in: function, graph).map(graph.index.vocabulary.isHandedOn) ?? false
  }

  /// What an operation calls, as written: what a macro is called says more than what it expands to.
  private static func name(
    of ordinal: Int32, in function: FunctionID, _ graph: WaitGraph
  ) -> NameID? {
    let code = graph.index[function]
    let operation = code.operation(Int(ordinal))
    if let macro = operation.location.macro { return macro }
    guard case .call(_, let callee, _) = operation.kind,
      case .function(let symbol) = code[code.canonicalID(callee)]
    else { return nil }
    return symbol
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
