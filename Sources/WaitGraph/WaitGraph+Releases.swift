import LockIR
import RuleCatalog

/// Operations that give something back.
extension WaitGraph {
  /// Whether a method has said by then that nobody who takes it away need wait for it.
  func isOutsideMethod(_ effect: EffectID) -> Bool {
    released(before: effect).contains { resources[$0.resource].kind == .method }
  }

  /// Whether an operation by itself gives back a lock of a kind, or leaves a section of it.
  func givesBack(_ kind: ResourceKind, at ordinal: Int, in code: CanonicalFunction) -> Bool {
    guard case .call(_, let callee, _) = code.operation(ordinal).kind,
      case .vocabulary(let effects, _) = index.callee(callee, in: code)
    else { return false }
    return effects.contains { effect in
      switch effect {
      case .release(_, kind, _), .leave(kind, _): true
      default: false
      }
    }
  }

  /// Whether a function that an operation calls may give up what its caller has of a kind.
  func calleeGivesBack(_ kind: ResourceKind, at ordinal: Int32, in summary: SummaryID) -> Bool {
    (self[summary].callees[ordinal] ?? []).contains { callee in
      self[callee.summary].rows.contains { row in
        row.released.contains { resources[$0.resource].kind == kind }
      }
    }
  }
}
