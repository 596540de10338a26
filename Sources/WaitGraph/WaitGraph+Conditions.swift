import LockIR
import OrderedCollections

/// Steps of the evidence that stand under a condition.
extension WaitGraph {
  /// What the functions ask first by which an activation comes to an effect, its own entry left out.
  package enum Question: Hashable, Sendable {
    /// In what state an object is.
    case state
    /// Anything else: what a parameter, a variable or a call says, which may well be who asks.
    case other
  }

  /// The questions that decide whether an activation comes to the end of a way. Whether there is an object at all is
  /// none: it says nothing of who asks.
  package func questions(on way: [PathStep]) -> Set<Question> {
    Set(
      way.dropFirst().filter { $0.ordinal >= 0 }.flatMap {
        step -> [Question] in
        let code = index[step.function]
        return code.tests(around: Int(step.ordinal)).filter { !code.asksForObject($0) }.map {
          code.asksForField($0.condition) ? .state : .other
        }
      })
  }

  /// How many steps below the function that holds something are only taken if a test says so, with nothing
  /// on its other side: the code behind it may well know that it does not come to that here.
  ///
  /// - Complexity: the length of the way, times the number of blocks of each function on it.
  package func conditions(of edge: HoldEdge) -> Int {
    path(of: edge).dropFirst().count { index[$0.function].isOptional(Int($0.ordinal)) }
  }

  /// Whether the code that asks for what is held knows that it may be: it gives it up for its caller
  /// elsewhere, takes it only if a pointer to it says that it has not been taken, or if a variable says so that
  /// the holder sets, or takes it back if a callee says, in a variable meant for that, that it has given it up.
  ///
  /// - Complexity: the length of the way, times the ways out of each function on it.
  package func knowsOfHolder(_ edge: HoldEdge) -> Bool {
    var position = (callee: edge.record.callee, effect: edge.record.calleeEffect)
    var visited: Set<SummaryID> = []
    while let callee = position.callee, let effect = position.effect,
      visited.insert(callee).inserted, let record = self[callee].effects[effect]
    {
      let givesUp = self[callee].rows.contains { row in
        row.released.contains { isOrMayBe($0.resource, edge.held.use.resource) }
      }
      if givesUp { return true }
      position = (record.callee, record.calleeEffect)
    }
    guard let (last, arguments) = lastCall(of: edge) else { return false }
    let code = index[last.function]
    let tests = code.tests(around: Int(last.ordinal))
    let holder = index[function(of: edge.summary)]
    if tests.contains(where: { test in
      code.isToldByCallee(test.condition)
        || code.globalAsked(by: test.condition).map(holder.sets) == true
    }) {
      return true
    }
    return arguments.contains { pointer in tests.contains { code.isNull(pointer, by: $0) } }
  }

  /// Whether the evidence of an edge ends at an operation: that of a recursion may have been found on a way
  /// that later turned out not to exist.
  package func isComplete(_ edge: HoldEdge) -> Bool {
    var position = (edge.record.callee, edge.record.calleeEffect)
    var visited: Set<[Int32]> = []
    while let callee = position.0 {
      guard let effect = position.1, visited.insert([callee.index, effect.index]).inserted,
        let record = self[callee].effects[effect]
      else { return false }
      position = (record.callee, record.calleeEffect)
    }
    return true
  }

  /// How many functions on a way begin by asking whether they were given a certain object, and do not go on
  /// if they were, or if they were not.
  ///
  /// - Complexity: the length of the way.
  package func exclusions(on edge: HoldEdge) -> Int {
    path(of: edge).dropFirst().count { index[$0.function].beginsWithIdentity }
  }

  /// Whether the lock that is asked for is a part of an object that a function on the way has just made.
  package func asksForNewObject(_ edge: HoldEdge) -> Bool {
    self[edge.effect].kind == .acquire && NewObjects(index: index).areAskedFor(on: path(of: edge))
  }

  /// How many calls below the function that holds something go to one of several methods.
  ///
  /// - Complexity: the length of the way.
  package func methods(on edge: HoldEdge) -> Int {
    var count = 0
    var position = (summary: edge.summary, ordinal: edge.ordinal, record: edge.record)
    var visited: Set<SummaryID> = []
    while visited.insert(position.summary).inserted, let callee = position.record.callee,
      let effect = position.record.calleeEffect, let record = self[callee].effects[effect]
    {
      let calls = self[position.summary].callees[position.ordinal] ?? []
      if calls.contains(where: { $0.isChoice && $0.summary == callee }) { count += 1 }
      position = (callee, record.ordinal, record)
    }
    return count
  }
}

extension CanonicalFunction {
  /// Whether a value was null when a test came out as it did.
  func isNull(_ value: ValueID, by test: Test) -> Bool {
    asked(by: test) == (value, false)
  }

  /// Whether the first thing that the function does is to compare something that it finds through a parameter
  /// with the address of a variable, and to return if that says so.
  fileprivate var beginsWithIdentity: Bool {
    guard case .branch(let condition, let then, let otherwise) = function.blocks[0].terminator
    else { return false }
    let isIdentity: Bool
    switch self[canonicalID(condition)] {
    case .binary(.equal, let left, let right), .binary(.notEqual, let left, let right):
      isIdentity = isFound(left) && isVariable(right) || isFound(right) && isVariable(left)
    default: isIdentity = false
    }
    return isIdentity
      && [then, otherwise].contains { side in
        let block = function.blocks[Int(side.index)]
        if case .return = block.terminator { return block.operations.isEmpty }
        guard case .jump(let next) = block.terminator, block.operations.isEmpty,
          case .return = function.blocks[Int(next.index)].terminator
        else { return false }
        return true
      }
  }

  private func isFound(_ value: ValueID) -> Bool {
    guard case .load(let place) = self[value], case .field = self[place] else { return false }
    return true
  }

  private func isVariable(_ value: ValueID) -> Bool {
    if case .global = self[value] { true } else { false }
  }

  /// Whether an operation is all that a test decides on: the body of an `if` without an `else`, but not
  /// what is left after an early return.
  fileprivate func isOptional(_ ordinal: Int) -> Bool {
    guard let other = test(before: ordinal)?.otherSide else { return false }
    return function.blocks.count { $0.terminator.successors.contains(other) } > 1
  }
}
