import LockIR
import RuleCatalog

/// Finds tasks that hold a lock while they wait until an execution is over, or until reclaim has found
/// memory, where what runs asks for that lock.
package struct ExecutionCycleFinder {
  let graph: WaitGraph
  private let executions: ExecutionTable
  /// What reclaim runs, or waits for, by the locks that it asks for.
  let reclaimers: [ResourceID: [Reclaimer]]
  /// Who holds one lock and asks for another that is held over a wait for an execution, by the two.
  let orders: [ResourceID: [ResourceID: [HoldEdge]]]

  package init(graph: WaitGraph, executions: ExecutionTable) {
    self.graph = graph
    self.executions = executions
    reclaimers = Reclaimer.all(of: graph)
    orders = Self.orders(graph)
  }

  /// All cycles, in a stable order.
  package func cycles() -> [Cycle] {
    graph.holdEdges.flatMap { edge -> [Cycle] in
      guard LockEdges.isNamedLock(edge.held.use.resource, graph) else { return [] }
      switch graph[edge.effect].kind {
      case .flush: return mayMeet(edge) ? flushCycles(edge) : []
      case .allocate: return graph.runsConcurrently(edge.summary) ? reclaimCycles(edge) : []
      default: return []
      }
    }
  }

  // MARK: Executions

  /// Whether what an edge waits for may run at that time. What runs by itself also does so while a module goes,
  /// its methods do not any more.
  private func mayMeet(_ edge: HoldEdge) -> Bool {
    if graph.runsConcurrently(edge.summary) { return true }
    guard let entry = graph.activation(reaching: edge.summary)?.function,
      let execution = graph[edge.effect].resource, graph.resources[execution].kind != .method
    else { return false }
    return graph.index[entry].function.attributes.contains { graph.index.program[$0] == "__exit" }
  }

  private func flushCycles(_ edge: HoldEdge) -> [Cycle] {
    guard let execution = graph[edge.effect].resource else { return [] }
    let key = graph.resources[execution]
    var seen: Set<SummaryID> = []
    let runs =
      key.kind == .workqueue
      ? executions.byQueue[key.object] ?? []
      : (key.kind == .method ? executions.methods.reached(from: key.object) : [key.object])
        .flatMap { executions.byObject[$0] ?? [] }
        .filter { $0.context.isExecution(of: key.kind) }
    let meant = key.kind == .irq ? handlers(runs, waitedForBy: edge) : runs
    let cycles = meant.filter { seen.insert($0.summary).inserted }.compactMap { run -> Cycle? in
      guard let block = block(of: run, for: edge.held.use),
        let writer = graph.writerNeeded(asking: graph[block].mode, held: edge.held.use)
      else { return chain(edge, execution, run) }
      let closing = GraphEdge(
        kind: .flush, from: LockUse(resource: execution, mode: .exclusive),
        to: LockUse(resource: edge.held.use.resource, mode: graph[block].mode),
        evidence: .execution(run, block: block), indirections: graph.indirections(block, run))
      let last = graph.path(to: block, in: run.summary).last
      return Cycle(
        edges: [LockEdges.edge(edge, graph), closing],
        needsWriterOf: writer ? edge.held.use.resource : nil,
        otherInstances: last.map { LockEdges.isAboutElement($0, graph) } == true ? 1 : 0)
    }
    return cycles.isEmpty || FreshObjects(graph: graph).exclude(edge) ? [] : cycles
  }

  /// The handlers of a line that may be meant. Lines of devices on one bus have one name in all drivers: one that has
  /// handlers itself where it waits means those.
  private func handlers(_ runs: [Activation], waitedForBy edge: HoldEdge) -> [Activation] {
    func file(of function: FunctionID) -> NameID { graph.index[function].function.location.file }
    let files = Set(graph.path(to: edge.effect, in: edge.summary).map { file(of: $0.function) })
    let own = runs.filter { files.contains(file(of: $0.function)) }
    return own.isEmpty ? runs : own
  }

  /// The operation of a run that blocks for a lock which is held in this mode: one that needs no writer
  /// between them, and then the most direct one.
  private func block(of run: Activation, for held: LockUse) -> EffectID? {
    graph.effects(of: run).filter { effect in
      let key = graph[effect]
      return key.kind == .acquire && !key.isTimed && key.resource == held.resource
        && graph.writerNeeded(asking: key.mode, held: held) != nil
        && !Self.takesBack(effect, graph) && !graph.isOutsideMethod(effect)
    }.min { weight(of: $0, run, held) < weight(of: $1, run, held) }
  }

  private func weight(of block: EffectID, _ run: Activation, _ held: LockUse) -> (Int, Int) {
    let writer = graph.writerNeeded(asking: graph[block].mode, held: held) == true
    return (writer ? 1 : 0, graph.path(to: block, in: run.summary).count)
  }

  /// Whether a lock is only taken after it was given up: by code that has it for a caller, which what runs by
  /// itself does not.
  static func takesBack(_ effect: EffectID, _ graph: WaitGraph) -> Bool {
    graph.released(before: effect).contains { $0.resource == graph[effect].resource }
  }
}
