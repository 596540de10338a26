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
    index.effects(at: ordinal, in: code).contains { effect in
      switch effect {
      case .release(_, kind, _), .leave(kind, _): true
      default: false
      }
    }
  }

  /// Whether a function that an operation calls may give up what its caller has of a kind.
  func calleeGivesBack(_ kind: ResourceKind, at ordinal: Int32, in summary: SummaryID) -> Bool {
    calleeGivesBack(at: ordinal, in: summary) { $0.kind == kind }
  }

  /// Whether an operation, or what it calls, may give back a lock, as far as names tell: one of its kind that is
  /// not surely another.
  func mayGiveBack(_ lock: ResourceKey, at ordinal: Int, in summary: SummaryID) -> Bool {
    givesBack(lock, at: ordinal, in: self[summary].function)
      || calleeGivesBack(at: Int32(ordinal), in: summary) {
        $0.kind == lock.kind && !$0.object.isSurelyOther(than: lock.object)
      }
  }

  private func calleeGivesBack(
    at ordinal: Int32, in summary: SummaryID, _ matches: (ResourceKey) -> Bool
  ) -> Bool {
    (self[summary].callees[ordinal] ?? []).contains { callee in
      self[callee.summary].rows.contains { row in
        row.released.contains { matches(resources[$0.resource]) }
      }
    }
  }

  /// Whether an operation by itself takes this very lock, and waits for it.
  func takes(_ lock: ResourceKey, at ordinal: Int, in function: FunctionID) -> Bool {
    index.effects(at: ordinal, in: index[function]).contains { effect in
      guard case .acquire(let target, lock.kind, _, tries: false, _) = effect else { return false }
      return object(target, at: ordinal, in: function) == lock.object
    }
  }

  private func givesBack(_ lock: ResourceKey, at ordinal: Int, in function: FunctionID) -> Bool {
    index.effects(at: ordinal, in: index[function]).contains { effect in
      switch effect {
      case .release(let target, lock.kind, _):
        object(target, at: ordinal, in: function)?.isSurelyOther(than: lock.object) != true
      case .leave(lock.kind, _): true
      default: false
      }
    }
  }

  /// What an argument of a call stands for.
  private func object(
    _ target: ObjectSpec, at ordinal: Int, in function: FunctionID
  ) -> ObjectKey? {
    let code = index[function]
    guard case .argument(let position) = target,
      case .call(_, _, let arguments) = code.operation(ordinal).kind, position < arguments.count
    else { return nil }
    return ObjectResolver(index: index)
      .object(at: code.canonicalID(arguments[position]), in: function)
  }
}
