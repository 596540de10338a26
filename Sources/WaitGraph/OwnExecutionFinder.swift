import LockIR
import RuleCatalog

/// Finds executions that wait for their own end: a work item that cancels itself, or that flushes the queue which
/// it runs on, or an item that comes after it there.
package struct OwnExecutionFinder {
  private let graph: WaitGraph
  private let tracer: AccessPathTracer
  private let executions: ExecutionTable

  package init(graph: WaitGraph, executions: ExecutionTable) {
    self.graph = graph
    self.executions = executions
    tracer = AccessPathTracer(graph: graph)
  }

  /// All cycles, in a stable order; one for each wait.
  package func cycles() -> [Cycle] {
    graph.activations.flatMap { run in
      graph.effects(of: run).compactMap { effect -> Cycle? in
        guard graph[effect].kind == .flush, var resource = graph[effect].resource else {
          return nil
        }
        let kind: EdgeKind
        if graph.resources[resource].kind == .method {
          guard isOwnMethod(effect, run), !graph.isOutsideMethod(effect) else { return nil }
          kind = .flush
        } else if let own = itself(graph.resources[resource], run) {
          (kind, resource) = (.flush, own)
        } else if isOwn(graph.resources[resource], run), isOfOwnObject(effect, run) {
          kind = .flush
        } else if isBehind(graph.resources[resource], run), !graph.cancels(effect, in: run.summary),
          isOfOwnObject(effect, run)
        {
          kind = .serialised
        } else {
          return nil
        }
        let use = LockUse(resource: resource, mode: .exclusive)
        let edge = GraphEdge(
          kind: kind, from: use, to: use, evidence: .execution(run, block: effect),
          indirections: graph.indirections(effect, run))
        return Cycle(edges: [edge], needsWriterOf: nil)
      }
    }
  }

  /// What a run is an execution of, if it waits for what it was told that is.
  private func itself(_ waited: ResourceKey, _ run: Activation) -> ResourceID? {
    guard waited.object == .parameter(0), run.context.isExecution(of: waited.kind),
      let object = run.object
    else { return nil }
    return graph.resources.identifier(of: ResourceKey(object: object, kind: waited.kind))
      ?? graph.resources.identifier(of: waited)
  }

  /// Whether a run is one of those that are waited for.
  private func isOwn(_ waited: ResourceKey, _ run: Activation) -> Bool {
    guard waited.object.isKnown else { return false }
    if waited.kind == .workqueue {
      return (executions.byQueue[waited.object] ?? []).contains {
        $0.summary == run.summary && $0.object == run.object
      }
    }
    return waited.kind != .method && run.object == waited.object
      && run.context.isExecution(of: waited.kind)
  }

  /// Whether a method of an object waits until nobody is in one: it is told the object first, and then which of
  /// its attributes it is.
  private func isOwnMethod(_ effect: EffectID, _ run: Activation) -> Bool {
    guard run.context.isExecution(of: .method), let table = run.object,
      executions.methods.isListed(table),
      case .parameter(let number) = tracer.path(toLockOf: effect, in: run)
    else { return false }
    return number < 2
  }

  /// Whether what is waited for only ever runs on the queue that a run keeps busy.
  private func isBehind(_ waited: ResourceKey, _ run: Activation) -> Bool {
    guard waited.kind == .work, case .ordered = run.concurrency, run.object != waited.object,
      let others = executions.byObject[waited.object]
    else { return false }
    return others.allSatisfy { $0.context == .work && $0.concurrency == run.concurrency }
  }

  /// Whether what is waited for belongs to the object that the run is for, or to no object: others of its class
  /// may well be waited for.
  private func isOfOwnObject(_ effect: EffectID, _ run: Activation) -> Bool {
    guard let path = tracer.path(toLockOf: effect, in: run), !path.hasVariableElement else {
      return false
    }
    // A queue is known by a pointer to it, and often one to whom it is of; an interrupt by a number.
    let pointers =
      switch graph[effect].resource.map({ graph.resources[$0].kind }) {
      case .workqueue: 2
      case .irq: 1
      default: 0
      }
    switch path.root {
    case .parameter, .global: return path.pointers <= pointers
    default: return false
    }
  }
}
