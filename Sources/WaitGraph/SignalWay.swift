import OrderedCollections

/// How a task comes to what it blocks for, and after that to its signal.
package struct SignalWay: Sendable {
  /// What one of the two ends in, seen from the function in which they part.
  package struct End: Sendable {
    package let summary: SummaryID
    package let effect: EffectID
  }

  package let signaller: Activation
  /// The one that blocks: the same, or what runs before it on the same queue.
  package let blocker: Activation
  /// The calls from the signaller's function to the one in which the ways part: they are made once, whatever leads to
  /// them. None if the blocker is another one.
  package let calls: [PathStep]
  package let block: End
  package let signal: End
}

extension WaitGraph {
  /// The way of an activation that signals after it has blocked, by the function nearest to the signal that does both.
  ///
  /// - Complexity: the length of the way to the signal, times what `order` costs.
  func way(
    to signal: EffectID, after block: EffectID, in activation: Activation, _ order: OrderQuery
  ) -> SignalWay {
    let places = places(to: signal, in: activation.summary)
    let depth =
      places.lastIndex { order.mayPrecede(block, $0.effect, in: $0.summary) } ?? places.startIndex
    let (summary, effect) = places[depth]
    return SignalWay(
      signaller: activation, blocker: activation, calls: places.prefix(depth).compactMap(step),
      block: SignalWay.End(summary: summary, effect: block),
      signal: SignalWay.End(summary: summary, effect: effect))
  }

  /// How many guesses a way rests on, after the calls that both ends have in common.
  func indirections(_ way: SignalWay) -> Int {
    [way.block, way.signal].reduce(0) { count, end in
      count + (self[end.summary].effects[end.effect]?.indirections ?? 0)
    }
  }

  /// The calls from where the ways part to one of the ends, the operation last.
  package func path(to end: SignalWay.End) -> [PathStep] { path(to: end.effect, in: end.summary) }

  /// How often the way to one of the ends goes to another target than the nearest.
  package func detours(to end: SignalWay.End) -> Int { detours(to: end.effect, in: end.summary) }
}
