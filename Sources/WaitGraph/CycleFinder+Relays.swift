import LockIR
import RuleCatalog

/// Events whose signal depends on another event.
extension CycleFinder {
  /// How the signal of one event depends on another one: who gives it waits for the other first.
  ///
  /// `waiter`: who waits for the first event.
  func relay(from awaited: ResourceID, to event: ResourceID, _ waiter: Activation) -> GraphEdge? {
    relays(from: awaited, waiter) { $0 == event }.first
  }

  /// Cycles of an event that is only signalled after another one, for which all who signal that block for what the task
  /// that waits for the first event holds.
  ///
  /// `needs`: what all who signal an event block for, as far as that has been asked for.
  func relayedCycles(
    _ event: ResourceID, _ chains: [Chain], _ needs: inout [ResourceID: Set<ResourceID>]
  ) -> [Cycle] {
    let direct = chains.filter { $0.edges.count == 1 }
    guard !direct.isEmpty else { return [] }
    var bound: [ResourceID: [Chain]] = [:]
    let relays = relays(from: event, nil) { last in
      guard last != event else { return false }
      let needed = needs[last] ?? neededBySignallers(of: last)
      needs[last] = needed
      bound[last] = direct.filter { chain in
        needed.contains(chain.held.resource) && !signals(last, chain.waiter(graph))
      }
      return bound[last]?.isEmpty == false
    }
    return relays.flatMap { relay in
      let last = relay.to.resource
      return eventCycles(last, bound[last] ?? [], through: [relay])
    }
  }

  /// What every activation that signals an event blocks for.
  private func neededBySignallers(of event: ResourceID) -> Set<ResourceID> {
    var needed: Set<ResourceID>?
    for signaller in graph.activations(.signal, event) where needed?.isEmpty != true {
      let waits = graph.effects(of: signaller).lazy.map { graph[$0] }.filter(\.isWait)
      let own = Set(waits.compactMap(\.resource))
      needed = needed?.intersection(own) ?? own
    }
    return needed ?? []
  }

  private func signals(_ event: ResourceID, _ activation: Activation?) -> Bool {
    graph.activations(.signal, event).contains { $0.summary == activation?.summary }
  }

  /// The edges from an event to others which those wait for who are to signal it.
  private func relays(
    from awaited: ResourceID, _ waiter: Activation?, where isWanted: (ResourceID) -> Bool
  ) -> [GraphEdge] {
    guard isNamed(awaited), graph.resources[awaited].kind.family == .event else { return [] }
    var found: [ResourceID: GraphEdge] = [:]
    // Few events have a relay to ask it about.
    var pool: EventPool?
    let signals = SignalOrder(of: awaited, graph: graph)
    for signaller in signallers(of: awaited) where signaller.summary != waiter?.summary {
      for block in graph.effects(of: signaller) where graph[block].isWait {
        guard let event = graph[block].resource, found[event] == nil, isNamed(event),
          graph.resources[event].kind.family == .event, isWanted(event),
          let edge = edge(signals, signaller, signaller, block, inOneTurn: true)
        else { continue }
        let users = pool ?? EventPool(of: awaited, graph: graph)
        pool = users
        if !users.isFreedByOthers(than: signaller, waiter: waiter, behind: event) {
          found[event] = edge
        }
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }
}
