import LockIR
import OrderedCollections

/// Steps of the evidence that stand under a condition.
extension WaitGraph {
  /// How many steps below the function that holds something are only taken if a test says so, with nothing
  /// on its other side: the code behind it may well know that it does not come to that here.
  ///
  /// - Complexity: the length of the way, times the number of blocks of each function on it.
  package func conditions(of edge: HoldEdge) -> Int {
    var count = 0
    var position = edge.record.callee.flatMap { callee in
      edge.record.calleeEffect.map { (callee, $0) }
    }
    var visited: Set<SummaryID> = []
    while let (current, wanted) = position, visited.insert(current).inserted,
      let record = self[current].effects[wanted]
    {
      if index[self[current].function].isOptional(Int(record.ordinal)) { count += 1 }
      position = record.callee.flatMap { callee in record.calleeEffect.map { (callee, $0) } }
    }
    return count
  }
}

extension CanonicalFunction {
  /// Whether an operation is all that a test decides on: the body of an `if` without an `else`, but not
  /// what is left after an early return.
  fileprivate func isOptional(_ ordinal: Int) -> Bool {
    guard let other = test(before: ordinal)?.otherSide else { return false }
    return function.blocks.count { $0.terminator.successors.contains(other) } > 1
  }
}
