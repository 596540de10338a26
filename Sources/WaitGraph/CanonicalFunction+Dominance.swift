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

  /// Whether control may come to the end of a block after an operation.
  ///
  /// - Complexity: linear in the number of blocks.
  func mayFollow(block: Int, _ ordinal: Int) -> Bool {
    leads(from: self.block(of: ordinal)) { $0 == block }
  }

  /// Whether control may come from a block to one that is wanted, or is at one.
  ///
  /// `isTaken`: whether a way goes on from one block to the next.
  ///
  /// - Complexity: linear in the number of blocks.
  func leads(
    from start: Int, by isTaken: (Int, Int) -> Bool = { _, _ in true }, to isWanted: (Int) -> Bool
  ) -> Bool {
    var visited: Set<Int> = [start]
    var pending = [start]
    while let block = pending.popLast() {
      if isWanted(block) { return true }
      for successor in function.blocks[block].terminator.successors.map({ Int($0.index) })
      where isTaken(block, successor) && visited.insert(successor).inserted {
        pending.append(successor)
      }
    }
    return false
  }

  /// A branch that has come out one way wherever an operation runs.
  struct Test {
    let block: Int
    let condition: ValueID
    let side: Bool
  }

  /// What a branch asks for, and whether it was anything but zero the way that was taken.
  func asked(by test: Test) -> (value: ValueID, isSet: Bool) {
    var (asked, isSet) = (test.condition, test.side)
    while true {
      switch self[asked] {
      case .unary(.not, let operand): (asked, isSet) = (operand, !isSet)
      case .binary(.equal, let operand, let zero) where self[zero] == .constant(0):
        (asked, isSet) = (operand, !isSet)
      case .binary(.notEqual, let operand, let zero) where self[zero] == .constant(0):
        asked = operand
      default: return (asked, isSet)
      }
    }
  }

  /// The branches that decide whether an operation runs, each with the side that it is on.
  ///
  /// - Complexity: the square of the number of blocks.
  func tests(around ordinal: Int) -> [Test] { tests(aroundBlock: block(of: ordinal)) }

  /// The branches that decide whether a block is come to, each with the side that it is on.
  ///
  /// - Complexity: the square of the number of blocks.
  func tests(aroundBlock place: Int) -> [Test] {
    function.blocks.enumerated().flatMap { number, block -> [Test] in
      guard case .branch(let condition, let then, let otherwise) = block.terminator,
        then != otherwise
      else { return [] }
      let value = canonicalID(condition)
      if isDecided(place, by: number, then) {
        return [Test(block: number, condition: value, side: true)]
      }
      return isDecided(place, by: number, otherwise)
        ? [Test(block: number, condition: value, side: false)] : []
    }
  }

  /// Whether a test is the last of several that ask whether something is in one state after the other, the code
  /// for one going on to the test for the next: that it is in none of them is a guess.
  ///
  /// - Complexity: the square of the number of blocks.
  func asksForLastState(_ test: Test) -> Bool {
    guard test.side, let last = stateAsked(by: test.condition) else { return false }
    return function.blocks.enumerated().contains { number, block in
      guard number != test.block,
        case .branch(let condition, _, let otherwise) = block.terminator,
        let earlier = stateAsked(by: canonicalID(condition)),
        earlier.state != last.state, isSameQuestion(earlier.subject, last.subject)
      else { return false }
      return dominates(block: number, test.block)
        && !isDecided(test.block, by: number, otherwise)
    }
  }

  /// What a condition compares with which constant.
  private func stateAsked(by condition: ValueID) -> (subject: ValueID, state: Int64)? {
    guard case .binary(.equal, let subject, let state) = self[condition],
      case .constant(let number) = self[state]
    else { return nil }
    return (subject, number)
  }

  /// Whether a block only runs after a branch has gone to one of its sides.
  private func isDecided(_ block: Int, by branch: Int, _ side: BlockID) -> Bool {
    let first = Int(side.index)
    return leadsOnly(from: branch, to: first) && dominates(block: first, block)
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
    before == after || before == 0
      || !leads(from: 0, by: { $1 != before }) { $0 == after }
  }
}
