import LockIR
import RuleCatalog

/// Finds functions that take the locks of two objects of one class in the order in which they are passed, which
/// callers may turn around, or which may be one object.
struct PeerLocks {
  let graph: WaitGraph
  let tracer: AccessPathTracer

  /// Whether an edge is from the lock of one argument to the same lock of another, and nothing says in which order
  /// the two are taken: no test of their addresses, and no lock around both.
  func areTaken(by edge: HoldEdge) -> Bool {
    guard edge.held.use.mode != .read, graph[edge.effect].mode != .read, !edge.comesRound,
      LockEdges.heldBefore(edge, graph).isEmpty,
      let held = tracer.path(toHeld: edge.held, in: edge.summary),
      let asked = tracer.path(toLockAskedBy: edge),
      case .parameter(let first) = held.root, case .parameter(let second) = asked.root,
      first != second, held.pointers == 0, held.replacingRoot(by: second) == asked
    else { return false }
    let callers = graph.entry(to: edge.summary)?.path.map(\.function) ?? []
    return !(callers + [graph.function(of: edge.summary)]).contains(where: comparesAddresses)
  }

  /// Whether a function asks which of two addresses is the lower one.
  private func comparesAddresses(_ id: FunctionID) -> Bool {
    let code = graph.index[id]
    return code.function.values.contains {
      if case .binary(let comparison, _, _) = $0 { comparison.ordersAddresses } else { false }
    }
  }
}

extension BinaryOperator {
  fileprivate var ordersAddresses: Bool {
    switch self {
    case .below, .belowOrEqual, .above, .aboveOrEqual: true
    default: false
    }
  }
}

extension AccessPath {
  /// The same way from another argument.
  fileprivate func replacingRoot(by parameter: Int32) -> AccessPath {
    switch self {
    case .field(let base, let key): .field(base.replacingRoot(by: parameter), key)
    case .container(let base, let key): .container(base.replacingRoot(by: parameter), key)
    case .load(let base): .load(base.replacingRoot(by: parameter))
    case .element(let base, let index): .element(base.replacingRoot(by: parameter), index)
    case .parameter, .global, .local, .result, .constant: .parameter(parameter)
    }
  }
}
