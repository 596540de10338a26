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
      let semaphore = code.firstArgument(at: taken)
    else { return false }
    let releases = (0..<code.operationCount).filter {
      graph.givesBack(.semaphore, at: $0, in: code) && code.firstArgument(at: $0) == semaphore
    }
    let releasing = Set(releases.map(code.block))
    let first = code.block(of: taken)
    if releases.contains(where: { $0 > taken && code.block(of: $0) == first }) { return true }
    guard !releasing.isEmpty else { return false }
    // Where it was asked for in vain there is nothing to give back.
    func isInVain(_ block: Int, _ next: Int) -> Bool {
      code.result(of: number).map { code.isTested($0, at: [block]) } ?? false
        && !code.leads(from: next) { releasing.contains($0) }
    }
    return !code.leads(from: first, by: { !releasing.contains($1) && !isInVain($0, $1) }) { block in
      if case .return = code.function.blocks[block].terminator { true } else { false }
    }
  }
}
