import LockIR
import RuleCatalog

/// Code that reclaim runs or waits for, with a lock that it asks for.
struct Reclaimer {
  let activation: Activation
  let block: EffectID
  /// What an allocation's mask must allow for reclaim to get there.
  let bits: Int64
  /// How a method that is handed I/O comes to start the activation; nil if it is one that reclaim runs itself.
  let start: Start?

  /// A way to where an activation is started.
  struct Start: Comparable {
    let indirections: Int
    let calls: Int

    static func < (left: Start, right: Start) -> Bool {
      (left.indirections, left.calls) < (right.indirections, right.calls)
    }
  }

  /// What reclaim runs or waits for, and how it gets there.
  private typealias Way = (activation: Activation, bits: Int64, start: Start?)

  /// All reclaimers of a program, by the locks that they ask for.
  ///
  /// - Complexity: linear in the effects of the activations.
  static func all(of graph: WaitGraph) -> [ResourceID: [Reclaimer]] {
    var result: [ResourceID: [Reclaimer]] = [:]
    let methods = graph.activations.compactMap { activation -> Way? in
      activation.reclaimBits(graph.gfp).map { (activation, $0, nil) }
    }
    for (activation, bits, start) in methods + servers(of: methods, graph) {
      for block in graph.effects(of: activation) where graph[block].kind == .acquire {
        guard let lock = graph[block].resource, !graph[block].isTimed,
          !ExecutionCycleFinder.takesBack(block, graph),
          !isOfLastUser(block, of: activation, graph)
        else { continue }
        result[lock, default: []].append(
          Reclaimer(activation: activation, block: block, bits: bits, start: start))
      }
    }
    return result
  }

  /// The work items and threads that the methods which are handed I/O leave it to: reclaim waits for that I/O.
  private static func servers(
    of methods: [Way], _ graph: WaitGraph
  ) -> [Way] {
    // By what each is started by: what is queued, or the queue that it waits on when it has nothing to do.
    var ways: [ResourceKey: (bits: Int64, start: Start)] = [:]
    for (method, needed, _) in methods where method.isHandedIO(graph.gfp) {
      for effect in graph.effects(of: method) {
        guard [.queue, .signal].contains(graph[effect].kind), let started = graph[effect].resource,
          graph.resources[started].object.isKnown
        else { continue }
        let key = graph.resources[started]
        let start = Start(
          indirections: graph.indirections(effect, method),
          calls: graph.path(to: effect, in: method.summary).count)
        let known = ways[key] ?? (needed, start)
        ways[key] = (min(known.bits, needed), min(known.start, start))
      }
    }
    return graph.activations.compactMap { activation in
      let kind: ResourceKind
      switch activation.context {
      case .work: kind = .work
      case .kthread: kind = .kthread
      default: return nil
      }
      let own = activation.object.map { ResourceKey(object: $0, kind: kind) }
      let queues = kind == .kthread ? graph.waitQueues(of: activation) : []
      return ([own].compactMap(\.self) + queues).compactMap { ways[$0] }.min { $0.bits < $1.bits }
        .map { (activation, $0.bits, $0.start) }
    }
  }

  /// Whether a lock is a part of an object that nobody else can have any more, or found by what no expression
  /// tells: the pages of such an object, and who maps them, are as far gone as it is.
  private static func isOfLastUser(
    _ effect: EffectID, of activation: Activation, _ graph: WaitGraph
  ) -> Bool {
    guard activation.isForLastUser else { return false }
    guard let path = AccessPathTracer(graph: graph).path(toLockOf: effect, in: activation) else {
      return true
    }
    return path.root == .parameter(0) && path.pointers == 0
  }
}

extension WaitGraph {
  /// The queues that an activation waits on.
  fileprivate func waitQueues(of activation: Activation) -> [ResourceKey] {
    effects(of: activation).compactMap { effect in
      guard self[effect].kind == .wait, let queue = self[effect].resource else { return nil }
      return resources[queue].kind == .waitQueue ? resources[queue] : nil
    }
  }
}

extension Activation {
  /// Whether it is a method that is handed I/O to carry out: what any allocation comes to that may start I/O.
  fileprivate func isHandedIO(_ layout: GFPLayout) -> Bool {
    context == .bioList
      || context == .process && reclaimMask.map { $0 & layout.fs == 0 } == true
  }

  /// What a mask must allow for reclaim to get to this activation, by its methods or by the I/O that it starts;
  /// nil if it does not.
  fileprivate func reclaimBits(_ layout: GFPLayout) -> Int64? {
    switch context {
    case .bioList: layout.io
    case .reclaim: reclaimMask ?? 0
    default: reclaimMask
    }
  }
}
