/// Who else signals an event: where the same tasks wait for it and signal it, as users of a pool do, others may
/// let a waiter go on.
///
/// A reference that remembers what it was asked, for the cycles of one event: there may be thousands of signallers,
/// each of which blocks for the same locks.
final class EventPool {
  private let graph: WaitGraph
  private let event: ResourceID
  /// Those who signal the event without depending on it themselves, and what they may block for.
  private let givers: [(activation: Activation, waits: Set<ResourceID>)]
  /// Those of them who need nothing of a lock, by the lock.
  private var freeGivers: [ResourceID: [Activation]] = [:]
  /// Who waits for the event, and who signals it.
  private var waits: [SummaryID: Bool] = [:]
  private var signals: [SummaryID: Bool] = [:]

  /// - Complexity: for each who signals the event, its effects; for those who wait for it too, an order question
  ///   for each pair of a wait and a signal.
  init(of event: ResourceID, graph: WaitGraph) {
    self.graph = graph
    self.event = event
    let order = OrderQuery(graph: graph)
    givers = graph.activations(.signal, event).compactMap { activation in
      let effects = graph.effects(of: activation)
      let waits = effects.filter { graph[$0].isWait }
      let own = waits.filter { graph[$0].resource == event }
      // Who drops its own reference and then waits for the others' frees nobody.
      guard
        own.isEmpty
          || own.contains(where: { wait in
            graph.signals(of: event, in: activation.summary).contains {
              order.mayPrecede(wait, $0, in: activation.summary)
            }
          })
      else { return nil }
      return (activation, Set(waits.compactMap { graph[$0].resource }))
    }
  }

  /// Whether an event is one of a pool, which is waited for and signalled by the same tasks, and somebody
  /// who needs nothing of what is held signals it too: then it goes on without this signaller.
  ///
  /// - Parameters:
  ///   - signaller: who signals the event.
  ///   - waiter: who waits for it, if that is known.
  ///   - lock: what the waiter holds, if anything.
  /// - Returns: whether the waiter goes on all the same.
  func isFreedByOthers(
    than signaller: Activation, waiter: Activation?, behind lock: ResourceID?
  ) -> Bool {
    let isPool =
      does(signaller, \.isWait, &waits)
      || (waiter.map { does($0, { $0.kind == .signal }, &signals) } ?? false)
    return isPool && givers(without: lock).contains { !$0.sharesQueue(with: signaller) }
  }

  private func givers(without lock: ResourceID?) -> [Activation] {
    guard let lock else { return givers.map(\.activation) }
    if let known = freeGivers[lock] { return known }
    let found = givers.filter { !$0.waits.contains(lock) }.map(\.activation)
    freeGivers[lock] = found
    return found
  }

  private func does(
    _ activation: Activation, _ matches: (EffectKey) -> Bool, _ known: inout [SummaryID: Bool]
  ) -> Bool {
    if let answer = known[activation.summary] { return answer }
    let answer = graph.effects(of: activation).contains {
      graph[$0].resource == event && matches(graph[$0])
    }
    known[activation.summary] = answer
    return answer
  }
}
