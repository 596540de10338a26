import OrderedCollections

/// Whether all that leads to an operation has signalled an event by then.
///
/// A reference that remembers what it was asked, for the cycles of one event: thousands of signallers get to the
/// same operations through the same functions. It follows the states of the analysis, as `OrderQuery` does.
final class SignalOrder {
  let event: ResourceID
  private let graph: WaitGraph
  private let order: OrderQuery
  /// Answers for good.
  private var known: [Place: Bool] = [:]
  /// How deep the walk is in each place that it has not left yet.
  private var open: [Place: Int] = [:]
  /// Places that answer yes if the open ones do from this depth on, in the order in which they were left.
  private var pending: OrderedDictionary<Place, Int> = [:]
  private var signals: [SummaryID: [Signal]] = [:]

  init(of event: ResourceID, graph: WaitGraph) {
    self.event = event
    self.graph = graph
    order = OrderQuery(graph: graph)
  }

  /// Whether the event has been signalled before an operation, on every way to it.
  ///
  /// Where the operation waits for the same event, a call that may signal it does not count: who drops the last
  /// of several references does not wait for the others'.
  ///
  /// - Complexity: the number of functions on the ways that were not asked about before, times the size of each.
  func isSignalled(before block: EffectID, in summary: SummaryID) -> Bool {
    let place = Place(
      summary: summary, effect: block, byItself: graph[block].resource == event)
    return answer(place, depth: 0).isSignalled
  }

  /// What a function does, and whether only signals of its own count.
  private struct Place: Hashable {
    let summary: SummaryID
    let effect: EffectID
    let byItself: Bool
  }

  /// Where a function signals the event, itself or by a call.
  private struct Signal {
    let ordinal: Int32
    let isCall: Bool
  }

  /// - Returns: the answer, and if it is a yes that others depend on, the least depth of these.
  private func answer(_ place: Place, depth: Int) -> (isSignalled: Bool, depth: Int) {
    if let known = known[place] { return (known, .max) }
    // A way that comes back to itself is no way of its own.
    if let depth = open[place] ?? pending[place] { return (true, depth) }
    let left = pending.count
    open[place] = depth
    let found = follow(place, depth: depth)
    open[place] = nil
    guard found.isSignalled else {
      // Those that were left in the meantime may have taken it for a yes.
      settle(from: left, as: nil)
      known[place] = false
      return found
    }
    if found.depth < depth {
      pending[place] = found.depth
      return found
    }
    settle(from: left, as: true)
    known[place] = true
    return (true, .max)
  }

  /// Takes an answer for all that was left since, or forgets it.
  private func settle(from position: Int, as answer: Bool?) {
    for place in pending.keys[position...] { known[place] = answer }
    pending.removeLast(pending.count - position)
  }

  private func follow(_ place: Place, depth: Int) -> (isSignalled: Bool, depth: Int) {
    let summary = graph[place.summary]
    let signals = signals(in: place.summary)
    // What its callees signal, it does.
    guard !signals.isEmpty, let record = summary.effects[place.effect] else { return (false, .max) }
    let before = signals.filter { !(place.byItself && $0.isCall) }.map(\.ordinal)
    var lowest = Int.max
    for ordinal in record.ordinals.all {
      if before.contains(where: { order.isBefore($0, ordinal, in: place.summary) }) { continue }
      let inner = (summary.callees[ordinal] ?? []).flatMap { callee in
        order.counterparts(of: place.effect, record, at: ordinal, callee.summary).map {
          Place(summary: callee.summary, effect: $0, byItself: place.byItself)
        }
      }
      if inner.isEmpty { return (false, .max) }
      for next in inner {
        let found = answer(next, depth: depth + 1)
        if !found.isSignalled { return (false, .max) }
        lowest = min(lowest, found.depth)
      }
    }
    return (true, lowest)
  }

  private func signals(in summary: SummaryID) -> [Signal] {
    if let known = signals[summary] { return known }
    let effects = graph[summary].effects
    let found = graph.signals(of: event, in: summary).flatMap { signal -> [Signal] in
      guard let record = effects[signal] else { return [] }
      return record.ordinals.all.map { Signal(ordinal: $0, isCall: record.callee != nil) }
    }
    signals[summary] = found
    return found
  }
}
