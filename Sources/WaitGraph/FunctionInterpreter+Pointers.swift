import LockIR
import RuleCatalog

/// Locks that are only known by a pointer to them.
extension FunctionInterpreter {
  /// What is held that a lock which is given back stands for: `vmf->ptl` is set in one function to the lock
  /// that another one takes, and no name says so. Where nothing of that name is held, it is the latest lock
  /// of its kind that was taken by a pointer too.
  func held(like use: LockUse, _ state: PathState) -> LockUse {
    let key = engine.resources[use.resource]
    guard key.kind.family == .lock, key.object.isPointedTo, !state.held.isEmpty,
      !state.holds(use.resource)
    else { return use }
    return state.held.last {
      !$0.isBorrowed && engine.resources[$0.use.resource].kind == key.kind
        && isTakenByPointer($0)
    }?.use ?? use
  }

  /// Whether the place that takes a lock does not say which object it is part of.
  private func isTakenByPointer(_ held: HeldResource) -> Bool {
    guard let address = held.address else { return true }
    switch function[address] {
    case .load, .result: return true
    default: return false
    }
  }
}
