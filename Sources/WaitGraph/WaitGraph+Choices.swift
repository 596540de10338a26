import LockIR
import OrderedCollections

/// Calls through pointers that the evidence has go somewhere unlikely.
extension WaitGraph {
  /// How many calls on the way to an effect go to one of several targets, though another one is nearer to
  /// the code that the way comes from: a driver's object is freed by that driver's function, not by
  /// another's.
  ///
  /// - Complexity: linear in the length of the way and the number of targets on it.
  package func detours(to effect: EffectID, in summary: SummaryID) -> Int {
    detours(to: effect, in: summary, from: folder(of: self[summary].function))
  }

  /// The same for what is done while something is held, from the function that holds it.
  package func detours(of edge: HoldEdge) -> Int {
    guard let callee = edge.record.callee, let effect = edge.record.calleeEffect else { return 0 }
    let origin = folder(of: function(of: edge.summary))
    let isFirst = isDetour(to: callee, at: edge.ordinal, in: edge.summary, from: origin)
    return (isFirst ? 1 : 0) + detours(to: effect, in: callee, from: origin)
  }

  private func detours(
    to effect: EffectID, in summary: SummaryID, from origin: [Substring]
  ) -> Int {
    var count = 0
    var position: (SummaryID, EffectID)? = (summary, effect)
    var visited: Set<SummaryID> = []
    while let (current, wanted) = position, visited.insert(current).inserted,
      let record = self[current].effects[wanted], let callee = record.callee
    {
      if isDetour(to: callee, at: record.ordinal, in: current, from: origin) { count += 1 }
      position = record.calleeEffect.map { (callee, $0) }
    }
    return count
  }

  private func isDetour(
    to callee: SummaryID, at ordinal: Int32, in caller: SummaryID, from origin: [Substring]
  ) -> Bool {
    let targets = (self[caller].callees[ordinal] ?? []).filter(\.isChoice).map(\.summary)
    guard targets.contains(callee) else { return false }
    func nearness(_ target: SummaryID) -> Int {
      zip(folder(of: self[target].function), origin).prefix { $0 == $1 }.count
    }
    let reached = nearness(callee)
    return targets.contains { nearness($0) > reached }
  }

  /// The folder that a function is defined in, by its parts.
  func folder(of function: FunctionID) -> [Substring] {
    index.program[index[function].function.location.file].split(separator: "/").dropLast()
  }
}
