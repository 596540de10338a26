import LockIR
import RuleCatalog

/// Tells semaphores that functions take and give back as they would a lock from those that count what others provide.
struct SemaphoreTurns {
  let graph: WaitGraph

  /// Whether a function that takes a semaphore gives it back itself, whatever happens: who waits for it waits for
  /// such functions, and not for the one that gives up what others took when it changes how they work.
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

  /// Whether all ways on from where it is taken give it back: who keeps it unless something fails has others do so.
  private func isGivenBack(after step: PathStep) -> Bool {
    let (code, taken) = (graph.index[step.function], Int(step.ordinal))
    guard taken >= 0, case .call(let number, _, _) = code.operation(taken).kind,
      let semaphore = argument(of: taken, code)
    else { return false }
    let releases = (0..<code.operationCount).filter {
      isRelease(at: $0, code) && argument(of: $0, code) == semaphore
    }
    let releasing = Set(releases.map(code.block))
    let first = code.block(of: taken)
    if releases.contains(where: { $0 > taken && code.block(of: $0) == first }) { return true }
    var open = [first]
    var seen: Set<Int> = []
    while let block = open.popLast() {
      let terminator = code.function.blocks[block].terminator
      if case .return = terminator { return false }
      let next = terminator.successors.map { Int($0.index) }
      // Where it was asked for in vain there is nothing to give back.
      let isAnswer = code.result(of: number).map { code.isTested($0, at: [block]) } ?? false
      open += next.filter {
        !releasing.contains($0) && seen.insert($0).inserted
          && !(isAnswer && releasing.isDisjoint(with: reached(from: $0, code)))
      }
    }
    return !releasing.isEmpty
  }

  /// The blocks that a way leads to from one, and itself.
  private func reached(from block: Int, _ code: CanonicalFunction) -> Set<Int> {
    var seen: Set<Int> = [block]
    var open = [block]
    while let block = open.popLast() {
      open += code.function.blocks[block].terminator.successors.map { Int($0.index) }.filter {
        seen.insert($0).inserted
      }
    }
    return seen
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
