import LockIR

/// Which operations come first whichever way control takes.
extension CanonicalFunction {
  /// Whether an operation runs before another one on every way to it from the entry.
  ///
  /// - Complexity: linear in the number of blocks.
  func dominates(_ first: Int, _ second: Int) -> Bool {
    let (before, after) = (block(of: first), block(of: second))
    return before == after ? first < second : dominates(block: before, after)
  }

  /// A branch that has come out one way wherever an operation runs.
  struct Test {
    let block: Int
    let condition: ValueID
    let side: Bool
  }

  /// The branches that decide whether an operation runs, each with the side that it is on.
  ///
  /// - Complexity: the square of the number of blocks.
  func tests(around ordinal: Int) -> [Test] {
    let place = block(of: ordinal)
    return function.blocks.enumerated().flatMap { number, block -> [Test] in
      guard case .branch(let condition, let then, let otherwise) = block.terminator,
        then != otherwise
      else { return [] }
      func isOn(_ side: BlockID) -> Bool {
        let first = Int(side.index)
        return leadsOnly(from: number, to: first)
          && (first == place || dominates(block: first, place))
      }
      let value = canonicalID(condition)
      if isOn(then) { return [Test(block: number, condition: value, side: true)] }
      return isOn(otherwise) ? [Test(block: number, condition: value, side: false)] : []
    }
  }

  /// Whether a block is come to from one other block alone.
  private func leadsOnly(from source: Int, to target: Int) -> Bool {
    function.blocks.enumerated().allSatisfy { number, block in
      number == source || !block.terminator.successors.contains { Int($0.index) == target }
    }
  }

  /// Whether a block begins the body of a loop: it is come to from one test alone, and goes back to it.
  ///
  /// - Complexity: the square of the number of blocks.
  func beginsLoop(_ first: Int) -> Bool {
    func sources(of target: Int) -> [Int] {
      function.blocks.indices.filter { number in
        function.blocks[number].terminator.successors.contains { Int($0.index) == target }
      }
    }
    let tests = sources(of: first)
    return tests.count == 1 && sources(of: tests[0]).contains { dominates(block: first, $0) }
  }

  /// Whether a block runs before another one on every way to it from the entry, or is the same.
  func dominates(block before: Int, _ after: Int) -> Bool {
    if before == after { return true }
    var visited: Set<Int> = [0]
    var pending = before == 0 ? [] : [0]
    while let block = pending.popLast() {
      if block == after { return false }
      for successor in function.blocks[block].terminator.successors.map({ Int($0.index) })
      where successor != before && visited.insert(successor).inserted {
        pending.append(successor)
      }
    }
    return true
  }
}
