import LockIR
import RuleCatalog

/// The executions of a program, by what those wait for who wait until one is over.
package struct ExecutionTable: Sendable {
  /// By the object that each runs for, where that is known.
  let byObject: [ObjectKey: [Activation]]
  /// The work that is put on each queue, by what anybody queues there.
  let byQueue: [ObjectKey: [Activation]]
  /// What the methods of objects are.
  let methods: MethodTables

  /// - Complexity: linear in the effects of the activations, and in the queues times the activations.
  package init(graph: WaitGraph) {
    methods = MethodTables(graph.index)
    byObject = Dictionary(
      grouping: graph.activations.filter { $0.object?.isKnown == true },
      by: { $0.object ?? .unknown })
    var works: [ObjectKey: Set<ObjectKey>] = [:]
    for activation in graph.activations {
      for effect in graph.effects(of: activation) {
        let key = graph[effect]
        guard key.kind == .queue, let work = key.resource, let queue = key.queue,
          graph.resources[work].object.isKnown, graph.resources[queue].object.isKnown
        else { continue }
        works[graph.resources[queue].object, default: []].insert(graph.resources[work].object)
      }
    }
    byQueue = works.mapValues { works in
      graph.activations.filter { activation in
        activation.context == .work && activation.object.map(works.contains) == true
      }
    }
  }
}

extension CallContext {
  /// Whether a function that runs so is what waiting for an execution of this kind waits for.
  func isExecution(of kind: ResourceKind) -> Bool {
    switch kind {
    case .work: self == .work || self == .serialWork
    case .kthread: self == .kthread
    case .timer: self == .timer || self == .hrtimer
    case .tasklet: self == .tasklet
    case .irq: self == .irq || self == .threadedIRQ
    case .napi: self == .napi
    case .method: self == .process || self == .bioList || self == .reclaim
    default: false
    }
  }
}
