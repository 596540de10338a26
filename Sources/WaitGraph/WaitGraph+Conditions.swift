import LockIR

/// Steps of the evidence that stand under a condition.
extension WaitGraph {
  /// How many steps below the function that holds something are only taken if a test says so, with nothing
  /// on its other side: the code behind it may well know that it does not come to that here.
  ///
  /// - Complexity: the length of the way, times the number of blocks of each function on it.
  package func conditions(of edge: HoldEdge) -> Int {
    path(of: edge).dropFirst().count { index[$0.function].isOptional(Int($0.ordinal)) }
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
