import LockIR

/// Follows a function from where the time of a wait is over: if it only ever waits again, the time-out is no way out
/// of the wait.
struct TimeoutWalk {
  private let function: CanonicalFunction
  private let evaluator: Evaluator
  private let loops: Loops
  private let order: ReversePostorder
  private let call: CallSite
  /// The smallest loop around the wait.
  private let innermost: Set<Int>

  private var visited: Set<Int> = []
  /// The blocks that would have come next, had the wait said that it was not for the time.
  private var declined: Set<Int> = []
  /// The loops by which it comes back to the wait.
  private var turns: [Set<Int>] = []
  private var isLeft = false

  init(from call: CallSite, _ function: CanonicalFunction, _ evaluator: Evaluator) {
    self.call = call
    self.function = function
    self.evaluator = evaluator
    order = ReversePostorder(function.function)
    loops = Loops(function.function, order)
    innermost = loops.innermost(around: function.block(of: call.ordinal)) ?? []
  }

  /// Whether all ways lead back to the wait, in a loop that something else than the time-out ends.
  ///
  /// - Complexity: linear in the operations of the function, for each loop.
  mutating func comesBack() -> Bool {
    let block = function.block(of: call.ordinal)
    guard let result = call.result, !innermost.isEmpty else { return false }
    var facts = PathFacts()
    facts[result] = .constant(0)
    follow(block, after: call.ordinal, facts)
    return !isLeft && !turns.isEmpty && turns.allSatisfy { !declined.isSubset(of: $0) }
  }

  private mutating func follow(_ block: Int, after start: Int? = nil, _ facts: PathFacts) {
    var facts = facts
    let contents = function.function.blocks[block]
    for (offset, operation) in contents.operations.enumerated() {
      let ordinal = function.firstOrdinal[block] + offset
      if let start, ordinal <= start { continue }
      switch operation.kind {
      case .evaluate: continue
      case .store(let address, let value):
        guard
          store(function.canonicalID(value), to: function.canonicalID(address), in: block, &facts)
        else { return }
      case .call:
        if ordinal == call.ordinal { return turns.append(innermost) }
        facts.forget { function.dependencies.readsMemory[Int($0.index)] }
      }
    }
    switch contents.terminator {
    case .branch(let condition, let then, let otherwise):
      let value = function.canonicalID(condition)
      let known = evaluator.evaluate(value, facts).truth
      if let known { declined.insert(Int((known ? otherwise : then).index)) }
      for (truth, target) in [(true, then), (false, otherwise)] where known ?? truth == truth {
        guard let facts = evaluator.assume(value, is: truth, facts) else { continue }
        go(to: Int(target.index), from: block, facts)
      }
    case .return: isLeft = true
    case let terminator:
      for target in terminator.successors { go(to: Int(target.index), from: block, facts) }
    }
  }

  private mutating func go(to target: Int, from block: Int, _ facts: PathFacts) {
    if order.isBackEdge(from: block, to: target), let body = loops.body(from: target),
      body.contains(function.block(of: call.ordinal)), body != innermost
    {
      return turns.append(body)
    }
    guard !isLeft, visited.insert(target).inserted else { return }
    follow(target, facts)
  }

  /// Takes up what a variable is set to. Returns whether it may still say that the time is over: the loop of the wait
  /// makes it say otherwise where what was waited for has come in the end.
  private func store(
    _ value: ValueID, to address: ValueID, in block: Int, _ facts: inout PathFacts
  ) -> Bool {
    guard case .local(let local) = function[address] else { return true }
    let known = evaluator.evaluate(value, facts)
    let variable = function.load(of: local)
    if let variable, facts[variable] == .constant(0), known == .constant(1),
      innermost.contains(block)
    {
      return false
    }
    facts.forget { function.dependencies.reads(local, in: $0) }
    if let variable, known != .unknown { facts[variable] = known }
    return true
  }
}
