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
        let bindings = dispatch.bindings(engine.index.vocabulary)
        targets[dispatch] = functions.map {
          engine.analyseRoot($0, holds: [], bindings: bindings)
        }
      }
      open = engine.dispatches.filter { targets[$0.key]?.count != $0.value.count }
    }
  }

  /// The locks that each call may come to take.
  ///
  /// `throughTables`: also those of calls through pointers, whosever method it is that they lead to.
  /// `atomically`: where the caller spins, and so neither sleeps nor lets an allocator do so.
  func locks(
    _ names: inout OrderedLocks, throughTables: Bool, atomically: Bool
  ) -> [Dispatch: Set<ResourceID>] {
    let graph = names.graph
    var locks: [Dispatch: Set<ResourceID>] = [:]
    var calls: [Dispatch: Set<Dispatch>] = [:]
    for (dispatch, summaries) in targets where throughTables || dispatch.body != nil {
      if atomically, sleeps(dispatch, graph) { continue }
      for summary in summaries {
        for effect in graph[summary].effects.keys {
          let key = graph[effect]
          if case .dispatch(let next) = key.kind {
            calls[dispatch, default: []].insert(atomically ? atomic(next) : next)
          } else if let lock = names.taken(by: key, in: graph.function(of: summary)),
            names.isShort(lock) || (!atomically && mayTakeLong(dispatch, graph))
          {
            locks[dispatch, default: []].insert(lock)
          }
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
        if atomically || !mayTakeLong(dispatch, graph) { all = all.filter(names.isShort) }
        guard all.count > known.count else { continue }
        locks[dispatch] = all
        changed = true
      }
    }
    return locks
  }

  /// The same call where nobody may sleep.
  func atomic(_ dispatch: Dispatch) -> Dispatch {
    guard case .body(let symbol) = dispatch, targets[.atomicBody(symbol)] != nil else {
      return dispatch
    }
    return .atomicBody(symbol)
  }

  /// Whether a primitive may not be called where nobody may sleep.
  private func sleeps(_ dispatch: Dispatch, _ graph: WaitGraph) -> Bool {
    guard case .body(let symbol) = dispatch else { return false }
    return (graph.index.vocabulary.effects(of: symbol) ?? []).contains {
      switch $0 {
      case .acquire(_, let kind, _, let tries, _): !tries && !kind.spins
      case .sleep, .wait, .schedule, .flush: true
      case .allocate(.constant(let mask), _, _):
        graph.gfp.mask(named: mask).map { $0 & graph.gfp.directReclaim != 0 } ?? false
      default: false
      }
    }
  }

  /// What a primitive does inside is short, unless it may sleep for something else than what it is for.
  private func mayTakeLong(_ dispatch: Dispatch, _ graph: WaitGraph) -> Bool {
    guard case .body(let symbol) = dispatch else { return dispatch.body == nil }
    return (graph.index.vocabulary.effects(of: symbol) ?? []).contains {
      switch $0 {
      case .sleep(unless: nil), .allocate: true
      default: false
      }
    }
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
    switch self {
    case .body(let symbol), .atomicBody(let symbol): symbol
    case .field, .pointer: nil
    }
  }

  /// What is known of the parameters of what it leads to.
  fileprivate func bindings(_ vocabulary: BoundVocabulary) -> [EntryContext.Binding] {
    guard case .atomicBody(let symbol) = self,
      let mask = (vocabulary.effects(of: symbol) ?? []).lazy.compactMap(\.maskArgument).first
    else { return [] }
    return [
      .init(parameter: Int32(mask), place: .value, value: .constant(vocabulary.gfp.atomic))
    ]
  }
}
