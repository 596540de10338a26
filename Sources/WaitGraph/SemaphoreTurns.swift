import LockIR
import RuleCatalog

/// Tells semaphores that functions take and give back as they would a lock from those that count what others provide.
struct SemaphoreTurns {
  let graph: WaitGraph

  /// Whether a function that takes a semaphore gives it back itself: who waits for it waits for such functions, and
  /// not for the one that gives up what others took when it changes how they work.
  ///
  /// - Complexity: the ways to where it is taken, times the operations of each function at the end of one.
  func isGivenBackByTakers(_ semaphore: ResourceID) -> Bool {
    graph.resources[semaphore].kind == .semaphore
      && graph.activations(.acquire, semaphore).contains { taker in
        graph.effects(of: taker).contains { effect in
          graph[effect].kind == .acquire && graph[effect].resource == semaphore
            && (graph.path(to: effect, in: taker.summary).last.map { isGivenBack(after: $0) }
              ?? false)
        }
      }
  }

  private func isGivenBack(after step: PathStep) -> Bool {
    let (code, taken) = (graph.index[step.function], Int(step.ordinal))
    guard taken >= 0, let semaphore = argument(of: taken, code) else { return false }
    return (taken + 1..<max(code.operationCount, taken + 1)).contains { ordinal in
      isRelease(at: ordinal, code) && argument(of: ordinal, code) == semaphore
        && code.dominates(taken, ordinal)
    }
  }

  private func argument(of ordinal: Int, _ code: CanonicalFunction) -> ValueID? {
    guard case .call(_, _, let arguments) = code.operation(ordinal).kind else { return nil }
    return arguments.first.map(code.canonicalID)
  }

  private func isRelease(at ordinal: Int, _ code: CanonicalFunction) -> Bool {
    guard case .call(_, let callee, _) = code.operation(ordinal).kind,
      case .vocabulary(let effects, _) = graph.index.callee(callee, in: code)
    else { return false }
    return effects.contains { if case .release(_, .semaphore, _) = $0 { true } else { false } }
  }
}
