import LockIR
import RuleCatalog

/// What those who call a function do with the lock that it keeps.
extension ImbalanceFinder {
  /// Whether those who call the function go on to give it back. Where they are not taken to hold it, they
  /// then give it up for their own callers; or these do, if they hand it on.
  ///
  /// `calls`: how many of them there may be between the lock and who gives it back.
  func isHandledByCallers(_ id: SummaryID, _ resource: ResourceID, calls: Int = 3) -> Bool {
    if isForOthers(id, resource) { return true }
    func isSame(_ use: LockUse) -> Bool { graph.isOrMayBe(resource, use.resource) }
    let isPassedOn = graph[id].rows.contains { $0.acquired.contains { $0.resource == resource } }
    // What a caller's callers cannot tell from a way out without the lock is not among its rows either, so
    // that it is not there says something only of one who could give the lock back.
    let isLeft = isNeverGivenUp(resource)
    let function = graph.function(of: id)
    return (callers[function] ?? []).contains { caller in
      let rows = graph[caller].rows
      if isPassedOn, rows.contains(where: { $0.acquired.contains(where: isSame) }) {
        return calls > 1 && isHandledByCallers(caller, resource, calls: calls - 1)
      }
      return isPassedOn
        ? !isLeft || mayRelease(resource, after: function, in: caller)
        : rows.contains { $0.released.contains(where: isSame) }
          || graph[id].doubtful.contains(resource)
            && mayRelease(resource, after: function, in: caller)
    }
  }

  /// Whether a caller may give back the lock that a callee has kept: on some way on from a call, before it takes
  /// one of the kind itself.
  private func mayRelease(
    _ resource: ResourceID, after callee: FunctionID, in caller: SummaryID
  ) -> Bool {
    let code = graph.index[graph.function(of: caller)]
    let lock = graph.resources[resource]
    var pending = graph[caller].callees.filter { _, targets in
      targets.contains { graph.function(of: $0.summary) == callee }
    }.map { (block: code.block(of: Int($0.key)), first: Int($0.key) + 1) }
    var visited: Set<Int> = []
    while let (block, first) = pending.popLast() {
      var isTaken = false
      for ordinal in first..<code.firstOrdinal[block + 1] where !isTaken {
        if graph.mayGiveBack(lock, at: ordinal, in: caller) { return true }
        isTaken = graph.takes(lock, at: ordinal, in: graph.function(of: caller))
      }
      if isTaken { continue }
      for next in code.function.blocks[block].terminator.successors.map({ Int($0.index) })
      where visited.insert(next).inserted {
        pending.append((next, code.firstOrdinal[next]))
      }
    }
    return false
  }

  /// Whether the callers of a function are not known, and there is another such function for them that gives the lock
  /// back.
  private func isForOthers(_ id: SummaryID, _ resource: ResourceID) -> Bool {
    func isExternal(_ function: FunctionID) -> Bool { !graph.index[function].function.isInternal }
    let function = graph.function(of: id)
    guard callers[function] == nil else { return false }
    let called = graph[id].callees.values.joined().map { graph.function(of: $0.summary) }
    return (givers[resource] ?? []).contains { giver in
      giver != function && !called.contains(giver)
        && (isExternal(function) ? isExternal(giver) : callers[giver] == nil)
    }
  }
}
