import LockIR
import OrderedCollections
import RuleCatalog

/// Tells where a thread that serves many asks for the lock of one object of its own, as far as can be seen:
/// others of that class are no business of its.
struct InstanceDoubt {
  private let graph: WaitGraph
  private let tracer: AccessPathTracer
  /// The locks of which two instances are held at once somewhere, as the code says.
  private let nested: Set<ResourceID>

  init(graph: WaitGraph) {
    self.graph = graph
    tracer = AccessPathTracer(graph: graph)
    var nested: Set<ResourceID> = []
    for edge in graph.holdEdges where graph[edge.effect].kind == .acquire {
      guard let lock = graph[edge.effect].resource, lock == edge.held.use.resource,
        !nested.contains(lock), LockEdges.isNested(edge, graph)
      else { continue }
      nested.insert(lock)
    }
    self.nested = nested
  }

  /// How many locks of a cycle one task finds by a pointer in what it has locked, of a class with instances
  /// apart.
  func ownInstances(_ edges: [HoldEdge]) -> Int {
    edges.count { edge in
      graph[edge.effect].resource.map(nested.contains) == true && tracer.asksForStored(edge)
    }
  }

  /// Whether a thread finds what it asks for by a pointer of what it was started with, and the lock is one of
  /// a class with instances apart.
  func isOwnInstance(_ block: EffectID, of blocker: Activation) -> Bool {
    guard blocker.context == .kthread, let lock = graph[block].resource, nested.contains(lock),
      let path = tracer.path(toLockOf: block, in: blocker)
    else { return false }
    return path.root == .parameter(0) && path.pointers > 0
  }
}
