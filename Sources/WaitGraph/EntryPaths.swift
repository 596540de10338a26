/// The shortest ways from the activations of a program to its functions.
struct EntryPaths: Sendable {
  /// A call on the way.
  struct Call: Sendable {
    let summary: SummaryID
    let ordinal: Int32
  }

  private enum Arrival: Sendable {
    case entry(activation: Int)
    case call(Call)
  }

  private var arrivals: [Arrival?]

  /// `avoiding`: locks that none of the ways goes through a holder of.
  ///
  /// - Complexity: linear in the number of calls between summaries.
  init(activations: [Activation], summaries: [Summary], avoiding locks: Set<ResourceID> = []) {
    arrivals = Array(repeating: nil, count: summaries.count)
    var frontier: [SummaryID] = []
    for (position, activation) in activations.enumerated()
    where arrivals[Int(activation.summary.index)] == nil
      && !summaries[Int(activation.summary.index)].context.holds.contains(where: {
        locks.contains($0.resource)
      })
    {
      arrivals[Int(activation.summary.index)] = .entry(activation: position)
      frontier.append(activation.summary)
    }
    while !frontier.isEmpty {
      var next: [SummaryID] = []
      for id in frontier {
        for (ordinal, callees) in summaries[Int(id.index)].callees.sorted(by: { $0.key < $1.key })
        where locks.isEmpty || !Self.holds(locks, summaries[Int(id.index)], at: ordinal) {
          for callee in callees where arrivals[Int(callee.summary.index)] == nil {
            arrivals[Int(callee.summary.index)] = .call(Call(summary: id, ordinal: ordinal))
            next.append(callee.summary)
          }
        }
      }
      frontier = next
    }
  }

  private static func holds(
    _ locks: Set<ResourceID>, _ summary: Summary, at ordinal: Int32
  ) -> Bool {
    summary.alwaysHeld(at: ordinal).contains { locks.contains($0.use.resource) }
  }

  /// The activation that leads to a summary first, and the calls from its entry; nil if none does.
  func path(to summary: SummaryID) -> (activation: Int, calls: [Call])? {
    var calls: [Call] = []
    var position = summary
    while let arrival = arrivals[Int(position.index)] {
      switch arrival {
      case .entry(let activation): return (activation, calls.reversed())
      case .call(let call):
        calls.append(call)
        position = call.summary
      }
    }
    return nil
  }
}
