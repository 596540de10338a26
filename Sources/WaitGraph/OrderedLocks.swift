import LockIR
import RuleCatalog

/// Which locks an effect takes as a checker of lock orders sees it, and what they go by.
struct OrderedLocks {
  let graph: WaitGraph
  /// Those of the graph, and locks that are only known by what wraps them.
  private(set) var resources: ResourceTable
  /// The records that have such a lock inside of them.
  private(set) var queueTypes: Set<String> = []

  init(_ graph: WaitGraph) {
    self.graph = graph
    resources = graph.resources
  }

  /// The names of what has one, as far as it is told apart.
  var queues: Set<String> {
    Set(
      (0..<graph.resources.count).lazy.map { ResourceID($0) }.filter {
        graph.resources[$0].kind.hasInnerLock && !graph.resources[$0].object.isPointedTo
      }.map(name))
  }

  func name(_ lock: ResourceID) -> String { resources.name(of: lock, in: graph.index.program) }

  /// The lock that is held while others are taken; nil if it has no order.
  mutating func held(_ edge: HoldEdge) -> ResourceID? {
    let resource = edge.held.use.resource
    guard resources[resource].kind.hasOrder else { return nil }
    return known(resource, in: graph.function(of: edge.summary))
  }

  /// The lock that an effect of a function takes: itself, or one inside of what it is about.
  mutating func taken(by effect: EffectKey, in function: FunctionID) -> ResourceID? {
    guard let resource = effect.resource else { return nil }
    let kind = resources[resource].kind
    switch effect.kind {
    case .acquire: return kind.hasOrder ? known(resource, in: function) : nil
    case .wait, .signal: return kind.hasInnerLock ? known(resource, in: function) : nil
    default: return nil
    }
  }

  /// Whether a lock is only held for a moment, as those inside of primitives are.
  func isShort(_ lock: ResourceID) -> Bool {
    resources[lock].kind.spins || resources[lock].kind.hasInnerLock
  }

  /// The lock, or what its record is called if only callers know which one it is.
  private mutating func known(_ lock: ResourceID, in function: FunctionID) -> ResourceID {
    let key = resources[lock]
    guard case .parameter(let position) = key.object,
      let record = graph.index.program[function][LocalID(Int(position))].record
    else { return lock }
    let type = graph.index.program[record]
    if key.kind.hasInnerLock { queueTypes.insert(type) }
    return resources.intern(ResourceKey(object: .named(type), kind: key.kind))
  }
}
