import LockIR
import RuleCatalog

/// Cycles through I/O that is only queued while its submitter goes on.
extension CycleFinder {
  /// Cycles of I/O that is only queued while its submitter blocks for what waits for that I/O.
  func completionCycles(_ event: ResourceID, _ chains: [Chain]) -> [Cycle] {
    var result: [Cycle] = []
    for (path, signal) in completions(of: event) {
      let io = ResourceKey(
        object: .function(graph.index[path[0].function].function.symbol), kind: .io)
      guard let resource = graph.resources.identifier(of: io) else { continue }
      let closing = GraphEdge(
        kind: .signalAfter, from: LockUse(resource: event, mode: .exclusive),
        to: LockUse(resource: resource, mode: .exclusive),
        evidence: .completion(path, signal: signal),
        indirections: graph.indirections(signal, path[path.count - 1]))
      for submitter in graph.activations(.submit, resource) where submitter.context == .bioList {
        for block in graph.effects(of: submitter) where graph[block].isWait {
          guard let blocked = graph[block].resource else { continue }
          let ways = ways(from: blocked, graph[block].mode, to: event, chains, submitter)
          // Which buffer of many a bit is of is a guess where no lock says so.
          let guess = blocked == event && graph.resources[event].kind != .completion ? 1 : 0
          guard let way = ways.first, let first = deferred(submitter, resource, block, guess) else {
            continue
          }
          result.append(
            Cycle(edges: [first] + way + [closing], needsWriterOf: nil))
        }
      }
    }
    return result
  }

  /// The ways from what a submitter blocks for to the event that its I/O ends in: it may be that event, a lock held by
  /// who waits for that, or an event that is only signalled after it.
  private func ways(
    from blocked: ResourceID, _ mode: LockMode, to event: ResourceID, _ chains: [Chain],
    _ submitter: Activation
  ) -> [[GraphEdge]] {
    if blocked == event { return [[]] }
    let holds = chains.filter {
      $0.held.resource == blocked && $0.writerOf == nil
        && graph.writerNeeded(asking: mode, held: $0.held) == false
    }
    if !holds.isEmpty { return holds.map { $0.edges.map(holdEdge) } }
    return relay(from: blocked, to: event, submitter).map { [[$0]] } ?? []
  }

  /// The ways from the completion of an I/O to an event: end_io functions that signal it, or that start
  /// work that does.
  private func completions(of event: ResourceID) -> [([Activation], EffectID)] {
    graph.activations(.signal, event).flatMap { signaller -> [([Activation], EffectID)] in
      let paths = completions(by: signaller)
      guard !paths.isEmpty,
        let signal = graph.signals(of: event, in: signaller.summary).first
      else { return [] }
      return paths.map { ($0, signal) }
    }
  }

  /// How the completion of an I/O gets to a signaller, which may be its end_io function.
  private func completions(by signaller: Activation) -> [[Activation]] {
    if signaller.context == .ioCompletion { return [[signaller]] }
    guard let object = signaller.object,
      let work = graph.resources.identifier(of: ResourceKey(object: object, kind: .work))
    else { return [] }
    return graph.activations(.queue, work).filter { $0.context == .ioCompletion }.map {
      [$0, signaller]
    }
  }

  private func deferred(
    _ submitter: Activation, _ io: ResourceID, _ block: EffectID, _ guesses: Int
  ) -> GraphEdge? {
    guard !graph.avoidsQueuedIO(block, in: submitter) else { return nil }
    for submit in graph.effects(of: submitter) {
      guard graph[submit].kind == .submit, graph[submit].resource == io,
        order.mayPrecede(submit, block, in: submitter.summary)
      else { continue }
      return GraphEdge(
        kind: .deferredIO, from: LockUse(resource: io, mode: .exclusive), to: use(of: block),
        evidence: .deferred(submitter, submit: submit, block: block),
        indirections: graph.indirections(submit, submitter) + graph.indirections(block, submitter)
          + guesses)
    }
    return nil
  }

  /// I/O that its submitter waits for while it is still on the submitter's own list.
  func ownIO(_ activation: Activation, _ io: ResourceID, _ block: EffectID) -> Cycle? {
    let submit = graph.effects(of: activation).first {
      graph[$0].kind == .submit && graph[$0].resource == io
    }
    guard let submit, !graph.avoidsQueuedIO(block, in: activation) else { return nil }
    let edge = GraphEdge(
      kind: .deferredIO, from: LockUse(resource: io, mode: .exclusive), to: use(of: block),
      evidence: .deferred(activation, submit: submit, block: block),
      indirections: graph.indirections(block, activation))
    return Cycle(edges: [edge], needsWriterOf: nil)
  }
}
