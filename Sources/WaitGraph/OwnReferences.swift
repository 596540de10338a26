import LockIR
import RuleCatalog

/// Tells where what is signalled is that a count of references has come to nothing, and the signaller gives up one
/// that it has taken itself: what it asked for before that it had without a reference, so nobody waited for it then.
struct OwnReferences {
  /// How many calls away a helper counts that takes a reference.
  private static let maximumCalls = 2

  let graph: WaitGraph

  /// Whether an activation that blocks before it signals takes the reference in between.
  ///
  /// - Complexity: the length of the ways, times the operations of each function on them.
  func areTaken(before signal: EffectID, after block: EffectID, in summary: SummaryID) -> Bool {
    let way = graph.path(to: signal, in: summary)
    guard let last = way.last, let count = count(givenUpBefore: last) else { return false }
    let first = graph.path(to: block, in: summary)
    let shared = way.callsShared(with: first)
    return way.enumerated().dropFirst(shared).contains { position, step in
      let start = position == shared ? first.dropFirst(position).first?.ordinal ?? -1 : -1
      let code = graph.index[step.function]
      return (Int(start) + 1..<max(Int(step.ordinal), Int(start) + 1)).contains { ordinal in
        takes(count, at: ordinal, code, Self.maximumCalls)
          && code.dominates(ordinal, Int(step.ordinal))
      }
    }
  }

  /// Whether who signals goes on to wait for the same: it is the last but one to need an object that it takes away, and
  /// whoever else waits takes away another one.
  ///
  /// - Complexity: the length of the way, times the operations of each function on it.
  func isWaitedFor(bySignallerOf signal: EffectID, in summary: SummaryID) -> Bool {
    let way = graph.path(to: signal, in: summary)
    guard let last = way.last, last.ordinal >= 0,
      let event = fieldPassed(at: Int(last.ordinal), graph.index[last.function])
    else { return false }
    return way.contains { step in
      let code = graph.index[step.function]
      let next = Int(step.ordinal) + 1
      return (next..<max(code.operationCount, next)).contains { ordinal in
        isWait(at: ordinal, code) && fieldPassed(at: ordinal, code) == event
          && code.dominates(Int(step.ordinal), ordinal)
      }
    }
  }

  private func isWait(at ordinal: Int, _ code: CanonicalFunction) -> Bool {
    graph.index.effects(at: ordinal, in: code).contains {
      if case .wait = $0 { true } else { false }
    }
  }

  /// The count of which an operation depends on the last reference having been given up.
  private func count(givenUpBefore step: PathStep) -> FieldKey? {
    guard step.ordinal >= 0 else { return nil }
    let code = graph.index[step.function]
    let results = graph.index.lastReferences(in: code)
    for test in code.tests(around: Int(step.ordinal)) {
      guard results.contains(where: { $0.value == test.condition && $0.truth == test.side }),
        let call = code.call(returning: test.condition)
      else { continue }
      return fieldPassed(at: call.ordinal, code)
    }
    return nil
  }

  private func takes(
    _ count: FieldKey, at ordinal: Int, _ code: CanonicalFunction, _ calls: Int
  ) -> Bool {
    guard case .call(_, let callee, _) = code.operation(ordinal).kind else { return false }
    switch graph.index.callee(callee, in: code) {
    case .vocabulary(let effects, _):
      return effects.contains(.takeReference) && fieldPassed(at: ordinal, code) == count
    case .defined(let target):
      guard calls > 0 else { return false }
      let inner = graph.index[target]
      return (0..<inner.operationCount).contains { takes(count, at: $0, inner, calls - 1) }
    case .external, .indirect: return false
    }
  }

  /// The field whose address a call is passed first.
  private func fieldPassed(at ordinal: Int, _ code: CanonicalFunction) -> FieldKey? {
    code.firstArgument(at: ordinal).flatMap(code.field)
  }
}
