import LockIR
import OrderedCollections
import RuleCatalog

/// Where calls that are not followed lead, and which locks are taken there: an over-approximation by type,
/// since it does not matter whose object the call is made for.
struct DispatchTable: Sendable {
  private var targets: [Dispatch: [SummaryID]] = [:]

  static let empty = DispatchTable()

  private init() {}

  /// Analyses what the calls lead to, and what those calls lead to in turn.
  ///
  /// - Complexity: linear in what is reached, as for roots.
  init(_ engine: SummaryEngine) {
    var open = Array(engine.dispatches)
    while !open.isEmpty {
      for (dispatch, functions) in open {
        targets[dispatch] = functions.map { engine.analyseRoot($0, holds: []) }
      }
      open = engine.dispatches.filter { targets[$0.key]?.count != $0.value.count }
    }
  }

  /// The locks that each call may come to ask for.
  ///
  /// `throughTables`: also those of calls through pointers, whosever method it is that they lead to.
  func locks(_ graph: WaitGraph, throughTables: Bool) -> [Dispatch: Set<ResourceID>] {
    var locks: [Dispatch: Set<ResourceID>] = [:]
    var calls: [Dispatch: Set<Dispatch>] = [:]
    for (dispatch, summaries) in targets where throughTables || dispatch.body != nil {
      for effect in summaries.flatMap({ graph[$0].effects.keys }) {
        let key = graph[effect]
        if case .dispatch(let next) = key.kind {
          calls[dispatch, default: []].insert(next)
        } else if key.kind == .acquire, let lock = key.resource,
          graph.resources[lock].kind.family == .lock
        {
          if dispatch.body != nil, !graph.resources[lock].kind.spins { continue }
          locks[dispatch, default: []].insert(lock)
        }
      }
    }
    var changed = true
    while changed {
      changed = false
      for (dispatch, next) in calls {
        let known = locks[dispatch] ?? []
        var all = known
        for one in next where !isOutOfReach(one, from: dispatch, graph) {
          all.formUnion(locks[one] ?? [])
        }
        // What a primitive does inside is short.
        if dispatch.body != nil { all = all.filter { graph.resources[$0].kind.spins } }
        guard all.count > known.count else { continue }
        locks[dispatch] = all
        changed = true
      }
    }
    return locks
  }

  /// What an allocator calls through pointers is reclaim, which the mask decides about.
  private func isOutOfReach(_ next: Dispatch, from caller: Dispatch, _ graph: WaitGraph) -> Bool {
    guard let symbol = caller.body, next.body == nil else { return false }
    return (graph.index.vocabulary.effects(of: symbol) ?? []).contains {
      if case .allocate = $0 { true } else { false }
    }
  }
}

extension Dispatch {
  /// The function whose body it is.
  fileprivate var body: NameID? {
    if case .body(let symbol) = self { symbol } else { nil }
  }
}
