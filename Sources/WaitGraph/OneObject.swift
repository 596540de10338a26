import LockIR
import RuleCatalog

/// Tells where the tasks of an order hold two locks of one object, and so keep each other out, though the outer
/// one is of a class that the order is about: a parent's lock around that of its children.
struct OneObject {
  let graph: WaitGraph
  let tracer: AccessPathTracer

  /// Whether two tasks of a chain, of which one asks for what the other holds, would both hold another lock of
  /// the object that this is part of.
  ///
  /// - Complexity: the locks that are held, times the length of the ways to them.
  func keepsApart(_ edges: [HoldEdge]) -> Bool {
    edges.indices.contains { position in
      let (asking, holding) = (edges[position], edges[(position + 1) % edges.count])
      guard let asked = tracer.path(toLockAskedBy: asking) else { return false }
      return asking.allHeld.contains { held in
        let kind = graph.resources[held.use.resource].kind
        guard kind.family == .lock, kind.isWaitedFor,
          let path = tracer.path(toHeld: held, in: asking.summary), path.isBeside(asked)
        else {
          return false
        }
        return modes(of: held.use.resource, besideHeldOf: holding).contains {
          $0 != .read || held.use.mode != .read
        }
      }
    }
  }

  /// The modes in which a lock of the object whose lock an edge begins with is held around that one.
  private func modes(of lock: ResourceID, besideHeldOf edge: HoldEdge) -> [LockMode] {
    let inner = tracer.path(toHeld: edge.held, in: edge.summary)
    let own = edge.allHeld.prefix { $0 != edge.held }.filter { held in
      held.use.resource == lock
        && tracer.path(toHeld: held, in: edge.summary)?.isBeside(inner) == true
    }
    return (own + heldByCallers(lock, of: edge)).map(\.use.mode)
  }

  private func heldByCallers(_ lock: ResourceID, of edge: HoldEdge) -> [HeldResource] {
    guard graph.heldOnEntry(of: edge.summary).contains(lock), let address = edge.held.address,
      let way = graph.entry(to: edge.summary)?.path
    else { return [] }
    let last = AccessPathTracer.Frame(
      function: graph.function(of: edge.summary), ordinal: edge.held.ordinal)
    let frames = way.map { AccessPathTracer.Frame(function: $0.function, ordinal: $0.ordinal) }
    return way.indices.flatMap { position in
      let inner = tracer.path(of: address, (frames[position...] + [last])[...])
      return way[position].held.filter { held in
        held.use.resource == lock
          && held.address.flatMap { tracer.path(of: $0, frames[position...position]) }?
            .isBeside(inner) == true
      }
    }
  }
}

extension AccessPath {
  /// Whether both lead to fields of one object.
  fileprivate func isBeside(_ other: AccessPath?) -> Bool {
    guard case .field(let base, _) = self, case .field(base, _)? = other else { return false }
    return true
  }
}
