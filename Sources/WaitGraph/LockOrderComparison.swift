import LockIR
import RuleCatalog

/// Compares the orders that a running kernel was seen to take locks in with those of a graph.
///
/// What was seen happened: an order that the graph lacks is a call, a pointer, a context or the identity
/// of a lock that the analysis lost. An order that only the graph has proves nothing either way.
package struct LockOrderComparison: Sendable {
  /// Why the graph lacks an order.
  package enum Cause: String, Sendable, CaseIterable {
    /// No lock of this name is ever held.
    case heldUnknown = "the lock that was held is not known"
    /// No lock of this name is ever asked for.
    case acquiredUnknown = "the lock that was taken is not known"
    /// Both are known, and never seen together.
    case neverTogether = "never found together"
  }

  package struct Missed: Sendable {
    package let order: RecordedOrder
    package let cause: Cause
  }

  package struct Seen: Sendable {
    package let order: RecordedOrder
    /// Whether it is only there through tables of methods, whosever these are.
    package let isByType: Bool
  }

  /// The recorded orders that the graph has too.
  package let seen: [Seen]
  package let missed: [Missed]
  /// Orders of the graph along calls that can be followed, by the names of the locks, that were not
  /// recorded.
  package let onlyStatic: [(held: String, acquired: String)]

  /// - Complexity: linear in both kinds of orders.
  package init(_ recorded: [RecordedOrder], with graph: WaitGraph) {
    var locks = OrderedLocks(graph)
    let followed = Self.orders(&locks, throughTables: false)
    let orders = Self.orders(&locks, throughTables: true)
    let asked = orders.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    let classes = LockClassKeys(graph)
    let types = ObjectTypes(graph.index)
    let held = LockNames(orders.keys, classes, types, queueTypes: locks.queueTypes)
    let acquired = LockNames(
      asked, classes, types, queueTypes: locks.queueTypes, queues: locks.queues)
    var seen: [Seen] = []
    var missed: [Missed] = []
    var confirmed: Set<[String]> = []
    for order in recorded {
      let first = held.names(for: order.held)
      let second = acquired.names(for: order.acquired)
      let pairs = first.flatMap { name in
        second.filter { orders[name]?.contains($0) == true }.map { [name, $0] }
      }
      if !pairs.isEmpty {
        let isByType = !pairs.contains { followed[$0[0]]?.contains($0[1]) == true }
        seen.append(Seen(order: order, isByType: isByType))
        confirmed.formUnion(pairs)
      } else {
        let cause: Cause =
          first.isEmpty ? .heldUnknown : second.isEmpty ? .acquiredUnknown : .neverTogether
        missed.append(Missed(order: order, cause: cause))
      }
    }
    self.seen = seen
    self.missed = missed
    onlyStatic = followed.sorted { $0.key < $1.key }.flatMap { name, others in
      others.sorted().filter { !confirmed.contains([name, $0]) }.map { (name, $0) }
    }
  }

  /// The locks that are asked for where each lock is held, by name.
  ///
  /// `throughTables`: also where calls through tables of methods may lead, whosever these are.
  private static func orders(
    _ locks: inout OrderedLocks, throughTables: Bool
  ) -> [String: Set<String>] {
    let graph = locks.graph
    let table = graph.dispatches
    let reached = table.locks(&locks, throughTables: throughTables, atomically: false)
    let reachedAtomically = table.locks(&locks, throughTables: throughTables, atomically: true)
    var orders: [ResourceID: Set<ResourceID>] = [:]
    var calls: [ResourceID: Set<Dispatch>] = [:]
    for edge in graph.holdEdges {
      guard let held = locks.held(edge) else { continue }
      if case .dispatch(let dispatch) = graph[edge.effect].kind {
        calls[held, default: []].insert(dispatch)
      } else if let lock = locks.taken(
        by: graph[edge.effect], in: graph.function(of: edge.summary))
      {
        orders[held, default: []].insert(lock)
      }
    }
    for (held, dispatches) in calls {
      // Who spins does not sleep.
      let isAtomic = locks.isShort(held)
      for dispatch in dispatches {
        let taken = isAtomic ? reachedAtomically[table.atomic(dispatch)] : reached[dispatch]
        orders[held, default: []].formUnion(
          (taken ?? []).filter { !isAtomic || locks.isShort($0) })
      }
    }
    return orders.reduce(into: [:]) { names, order in
      names[locks.name(order.key), default: []].formUnion(order.value.map(locks.name))
    }
  }
}
