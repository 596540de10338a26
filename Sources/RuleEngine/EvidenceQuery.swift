package import Findings
import RuleCatalog
package import WaitGraph

/// Answers what people ask about a graph with the evidence that it has.
package struct EvidenceQuery {
  private let graph: WaitGraph
  private let tasks: TaskBuilder
  private let engine: RuleEngine
  private let cycles: [Cycle]

  package init(graph: WaitGraph) {
    self.graph = graph
    tasks = TaskBuilder(graph: graph)
    engine = RuleEngine(graph: graph, rules: [], probes: [:])
    cycles = CycleFinder(graph: graph).cycles()
  }

  /// How a function may block: the calls down to each thing that it may wait for, a task each.
  package func blocking(_ function: String) -> [Findings.Task] {
    var seen: Set<Step> = []
    return graph.summaries(ofFunctionsNamed: function).flatMap { summary in
      graph.blockingEffects(of: summary).compactMap { effect in
        let steps = tasks.steps(along: graph.path(to: effect, in: summary), to: effect)
        guard let last = steps.last, seen.insert(last).inserted else { return nil }
        return Findings.Task(name: function, context: "any caller", steps: steps)
      }
    }
  }

  /// How a function comes to be called where nothing may block: from the entry of a task over what
  /// forbids it down to what blocks, a task each.
  package func atomic(_ function: String) -> [Findings.Task] {
    var seen: Set<String> = []
    return graph.holdEdges.compactMap { edge in
      let kind = graph.resources[edge.held.use.resource].kind
      guard kind.family == .section || kind.spins else { return nil }
      let path = graph.path(of: edge)
      // The first function of the path holds it; those below are called so.
      guard path.dropFirst().contains(where: { graph.name(of: $0.function) == function }) else {
        return nil
      }
      let task = tasks.task(holding: edge)
      guard seen.insert("\(name(of: edge.held.use)) \(task.name)").inserted else { return nil }
      return task
    }
  }

  /// The evidence of the edges from one resource to another, best first.
  package func edge(from: String, to: String) -> [Findings.Task] {
    let held = graph.holdEdges.filter { edge in
      name(of: edge.held.use) == from
        && graph[edge.effect].resource.map { name(of: $0) } == to
    }.sorted { $0.indirections < $1.indirections }
    let others = cycles.flatMap(\.edges).filter { edge in
      if case .hold = edge.evidence { return false }
      return name(of: edge.from) == from && name(of: edge.to) == to
    }
    var seen: Set<Findings.Task> = []
    return (held.map { tasks.task(holding: $0) } + others.map(engine.task(of:))).filter {
      seen.insert($0).inserted
    }
  }

  /// All edges that tasks make by holding one thing and waiting for another, and those of cycles.
  package var resources: ResourceGraph {
    var resources: Set<Resource> = []
    var edges: [ResourceGraph.Edge] = []
    func add(_ from: ResourceID, _ to: ResourceID, _ kind: EdgeKind, _ place: SourceLocation) {
      for id in [from, to] {
        resources.insert(
          Resource(name: name(of: id), kind: graph.resources[id].kind.rawValue))
      }
      edges.append(
        ResourceGraph.Edge(
          from: name(of: from), to: name(of: to), kind: kind.rawValue, location: place))
    }
    for edge in graph.holdEdges {
      guard let to = graph[edge.effect].resource else { continue }
      let function = graph.function(of: edge.summary)
      let place = graph.location(of: edge.ordinal, in: function)
      add(
        edge.held.use.resource, to, .holdAndWait,
        SourceLocation(
          file: place.file, line: place.line, column: place.column,
          function: graph.name(of: function)))
    }
    for edge in cycles.flatMap(\.edges) {
      guard case .hold = edge.evidence else {
        guard let step = engine.task(of: edge).steps.last else { continue }
        add(
          edge.from.resource, edge.to.resource, edge.kind,
          SourceLocation(file: step.file, line: step.line, column: 1, function: step.function))
        continue
      }
    }
    return ResourceGraph(
      resources: resources.sorted { ($0.name, $0.kind) < ($1.name, $1.kind) }, edges: edges)
  }

  private func name(of use: LockUse) -> String { name(of: use.resource) }

  private func name(of resource: ResourceID) -> String {
    graph.resources.name(of: resource, in: graph.index.program)
  }
}
