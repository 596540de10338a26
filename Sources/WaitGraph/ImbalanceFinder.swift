import LockIR
import OrderedCollections
package import RuleCatalog

/// Finds functions of which one way out keeps what others give back.
package struct ImbalanceFinder {
  /// A way out that keeps something.
  package struct Imbalance: Sendable {
    package let function: FunctionID
    package let kept: HeldResource
    /// The line at which the function returns with it.
    package let exit: Int?
    /// The line at which it returns without it; nil if it always keeps it, and nobody can give it back.
    package let other: Int?
    /// What the function runs as, if that is why nobody can give it back.
    package let activation: Activation?
    /// Whether the two ways out give back the same as far as a caller can tell.
    package let isAlike: Bool
  }

  let graph: WaitGraph
  private let tracer: AccessPathTracer
  /// The summaries that call any summary of a function.
  let callers: [FunctionID: Set<SummaryID>]
  /// The functions that give up something for their callers.
  let givers: [ResourceID: Set<FunctionID>]
  /// The functions that something other than a call starts.
  private let started: Set<FunctionID>
  /// The functions that take a lock themselves.
  private let takers: [ResourceID: Set<FunctionID>]

  package init(graph: WaitGraph) {
    self.graph = graph
    tracer = AccessPathTracer(graph: graph)
    var givers: [ResourceID: Set<FunctionID>] = [:]
    var takers: [ResourceID: Set<FunctionID>] = [:]
    var callers: [FunctionID: Set<SummaryID>] = [:]
    for (position, summary) in graph.summaries.enumerated() {
      for use in summary.rows.lazy.flatMap(\.released) {
        givers[use.resource, default: []].insert(summary.function)
      }
      for (effect, record) in summary.effects where record.depth == 0 {
        guard graph[effect].kind == .acquire, let lock = graph[effect].resource else { continue }
        takers[lock, default: []].insert(summary.function)
      }
      for callee in summary.callees.values.joined() {
        callers[graph.function(of: callee.summary), default: []].insert(SummaryID(position))
      }
    }
    self.givers = givers
    self.takers = takers
    self.callers = callers
    started = Set(
      graph.activations.lazy.filter { !$0.isUnreferenced && !$0.isCalled }.map(\.function))
  }

  /// All ways out that keep a resource of one of these kinds, one for each place where it is
  /// taken.
  ///
  /// `kinds`: what to look at. `contexts`: what returns to nobody that could give it back.
  package func imbalances(
    _ kinds: Set<ResourceKind>, contexts: Set<CallContext>
  ) -> [Imbalance] {
    var result: [Imbalance] = []
    for position in graph.summaries.indices {
      result += unlikeSiblings(SummaryID(position), kinds)
      result += alwaysKept(SummaryID(position), kinds)
    }
    for activation in graph.activations where contexts.contains(activation.context) {
      result += keptOnEveryWay(activation.summary, kinds, by: activation)
    }
    return result
  }

  private func unlikeSiblings(_ id: SummaryID, _ kinds: Set<ResourceKind>) -> [Imbalance] {
    let summary = graph[id]
    var seen: Set<HeldResource> = []
    var result: [Imbalance] = []
    for exit in summary.exits {
      for held in exit.kept where kinds.contains(graph.resources[held.use.resource].kind) {
        guard isTakenHere(held, in: id), !seen.contains(held), isMatterOfItsOwn(held, exit, id)
        else { continue }
        // A way out that never took it has nothing to give back, nor has one that took back what the
        // caller had.
        let others = summary.exits.filter { other in
          other.taken.contains(Int(held.ordinal)) && !other.retaken.contains(Int(held.ordinal))
            && !other.kept.contains { $0.use.resource == held.use.resource }
        }
        // Helpers that lock come back without the lock when they fail.
        let alike = others.first {
          isAlike(exit.value, $0.value)
            && ($0.value?.isError != true || exit.value?.isError == true)
        }
        let unlike = others.first {
          isFailure(exit.value, $0.value) || isSameError(exit, $0, summary.function)
            || isNobodysToGiveUp(held.use.resource, summary.function)
        }
        let other = alike ?? unlike
        guard other != nil || others.isEmpty && isLost(held, in: id),
          !isHandledByCallers(id, held.use.resource), !alsoGivesUp(held, id),
          !isHandedOut(held, summary.function), !isOfVariable(held, in: id),
          !isGivenBackByTest(held, before: exit, in: id),
          !isToldByGiver(held, before: exit, in: id)
        else { continue }
        seen.insert(held)
        result.append(
          Imbalance(
            function: summary.function, kept: held, exit: line(exit, summary.function),
            other: other.flatMap { line($0, summary.function) }, activation: nil,
            isAlike: other == nil || alike != nil))
      }
    }
    return result
  }

  /// What a function keeps on every way out, though nobody is there to give it back.
  private func alwaysKept(_ id: SummaryID, _ kinds: Set<ResourceKind>) -> [Imbalance] {
    keptOnEveryWay(id, kinds, by: nil).filter { imbalance in
      let lock = imbalance.kept.use.resource
      return isLost(imbalance.kept, in: id) && !asksAgain(lock, id)
        && !isHandledByCallers(id, lock) && !isOfVariable(imbalance.kept, in: id)
    }
  }

  /// What a function takes and still has on every way out.
  private func keptOnEveryWay(
    _ id: SummaryID, _ kinds: Set<ResourceKind>, by activation: Activation?
  ) -> [Imbalance] {
    let summary = graph[id]
    guard summary.exits.isEmpty, let row = summary.rows.first else { return [] }
    return row.acquired.filter { kinds.contains(graph.resources[$0.resource].kind) }.map { use in
      let ordinal = ordinalTaking(use.resource, in: summary) ?? -1
      return Imbalance(
        function: summary.function,
        kept: HeldResource(use: use, address: nil, ordinal: ordinal, isBorrowed: false),
        exit: nil, other: nil, activation: activation, isAlike: true)
    }
  }

  private func ordinalTaking(_ resource: ResourceID, in summary: Summary) -> Int32? {
    summary.effects.first {
      graph[$0.key].kind == .acquire && graph[$0.key].resource == resource
    }?.value.ordinal
  }

  /// Whether it is neither the section that came with a lock which is kept too, nor a lock that the
  /// function asked for again while it had it.
  private func isMatterOfItsOwn(
    _ held: HeldResource, _ exit: FunctionExit, _ id: SummaryID
  ) -> Bool {
    let isSection = graph.resources[held.use.resource].kind.family == .section
    if isSection {
      return !exit.kept.contains {
        $0.ordinal == held.ordinal && graph.resources[$0.use.resource].kind.family == .lock
      }
    }
    return !asksAgain(held.use.resource, id)
  }

  /// Whether a function asks for a lock while it has it, other than for that of the next object in a loop.
  private func asksAgain(_ resource: ResourceID, _ id: SummaryID) -> Bool {
    graph.holdEdges(from: resource).contains { edge in
      edge.summary == id && graph[edge.effect].kind == .acquire
        && graph[edge.effect].resource == resource
        && !isNextOne(edge)
    }
  }

  /// Whether a loop goes on to the next object with the lock of this one, though it gives it back in other turns.
  private func isNextOne(_ edge: HoldEdge) -> Bool {
    edge.comesRound && LockEdges.givesBackInLoop(edge, graph)
      && LockEdges.surelyComesRound(edge, graph) && tracer.asksForWhatIsHeld(edge) != true
  }

  /// Whether a caller cannot tell the two ways out apart by what they give back.
  private func isAlike(_ first: AbstractValue?, _ second: AbstractValue?) -> Bool {
    switch (first, second) {
    case (nil, nil): true
    // What may be anything may be a constant too.
    case (let first?, let second?):
      !first.truths.isDisjoint(with: second.truths)
        || first.constants != nil && second.truths.isEmpty
    default: false
    }
  }

  /// Whether the first is an error and the second is not: helpers that lock do so on success.
  private func isFailure(_ first: AbstractValue?, _ second: AbstractValue?) -> Bool {
    first?.isError == true && second?.isError == false
  }

  /// Whether both return the same variable in statements of their own, and the first does so where it is an error:
  /// `goto out` was meant.
  private func isSameError(
    _ exit: FunctionExit, _ other: FunctionExit, _ function: FunctionID
  ) -> Bool {
    let code = graph.index[function]
    func variable(_ exit: FunctionExit) -> LocalID? {
      guard case .return(let value?) = code.function.blocks[Int(exit.block)].terminator,
        case .load(let place) = code[code.canonicalID(value)], case .local(let local) = code[place]
      else { return nil }
      return local
    }
    guard exit.block != other.block, exit.value?.truth == true, other.value?.truth == nil,
      let returned = variable(exit)
    else { return false }
    return variable(other) == returned
  }

  /// Whether no function gives up what its caller got, so that this one does not lock for others. Of a function
  /// that nobody is seen to call, though only this file can, the callers are not known.
  private func isNobodysToGiveUp(_ resource: ResourceID, _ function: FunctionID) -> Bool {
    (!graph.index[function].function.isInternal || isReachKnown(function))
      && isNeverGivenUp(resource)
  }

  /// Whether a function is seen to be called, or is one that something other than a call starts.
  private func isReachKnown(_ function: FunctionID) -> Bool {
    callers[function] != nil || started.contains(function)
  }

  /// Whether a function that locks gives the lock up on other ways that do not: its arguments say which is meant. If
  /// a test is asked for both, it is one way, with two answers.
  private func alsoGivesUp(_ held: HeldResource, _ id: SummaryID) -> Bool {
    guard held.ordinal >= 0 else { return false }
    let code = graph.index[graph.function(of: id)]
    let conditions = code.tests(around: Int(held.ordinal))
    let lock = graph.resources[held.use.resource]
    let isAskedTwice = (0..<code.operationCount).contains { ordinal in
      graph.mayGiveBack(lock, at: ordinal, in: id)
        && code.tests(around: ordinal).contains { test in
          conditions.contains { code.isSameTest($0, test) }
        }
    }
    return !isAskedTwice
      && graph[id].exits.contains { exit in
        !exit.taken.contains(Int(held.ordinal))
          && exit.dropped.contains { $0.resource == held.use.resource }
      }
  }

  /// Whether no function gives a lock up for its callers.
  func isNeverGivenUp(_ resource: ResourceID) -> Bool {
    givers[resource] == nil && !graph.resources[resource].object.isPointedTo
      && !graph.resources[resource].object.isParameter
  }

  /// Whether a lock is kept on every way on from where the function itself takes it, and nobody is there to
  /// give it back. Of a lock that no other function takes, those who do may not have been read.
  private func isLost(_ held: HeldResource, in id: SummaryID) -> Bool {
    held.ordinal >= 0 && graph[id].callees[held.ordinal] == nil
      && graph.resources[held.use.resource].kind.family == .lock
      && isReachKnown(graph.function(of: id)) && isNeverGivenUp(held.use.resource)
      && (takers[held.use.resource]?.count ?? 0) > 1
  }

  /// Whether the function tells its caller which lock that is, for the caller to give it back.
  private func isHandedOut(_ held: HeldResource, _ function: FunctionID) -> Bool {
    guard let lock = held.address else { return false }
    let code = graph.index[function]
    return code.stores.contains { store in
      guard store.value == lock, case .load(let pointer) = code[store.address],
        case .local = code[pointer]
      else { return false }
      return true
    }
  }

  /// Whether it is taken by what makes a variable, and given back by what is told that variable alone: a guard,
  /// which the compiler sees to on every way out.
  private func isOfVariable(_ held: HeldResource, in id: SummaryID) -> Bool {
    let code = graph.index[graph.function(of: id)]
    guard held.ordinal >= 0,
      case .call(let number, _, _) = code.operation(Int(held.ordinal)).kind,
      let result = code.result(of: number).map(code.canonicalID)
    else { return false }
    let kind = graph.resources[held.use.resource].kind
    let variables = code.stores.compactMap { store -> ValueID? in
      guard store.value == result, case .local = code[store.address] else { return nil }
      return store.address
    }
    return (0..<code.operationCount).contains { ordinal in
      guard case .call(_, _, let arguments) = code.operation(ordinal).kind, arguments.count == 1
      else { return false }
      return variables.contains(code.canonicalID(arguments[0])) && releases(kind, ordinal, in: id)
    }
  }

  /// Whether the function itself takes it, to give it back by itself, or a helper that always does; not one
  /// of several that a pointer may lead to, each with its own lock.
  private func isTakenHere(_ held: HeldResource, in id: SummaryID) -> Bool {
    if held.ordinal >= 0,
      LockEdges.isHandedOn(held.ordinal, in: graph.function(of: id), graph)
    {
      return false
    }
    return (graph[id].callees[held.ordinal] ?? []).allSatisfy { callee in
      !callee.isChoice && graph[callee.summary].exits.isEmpty
        && graph[callee.summary].rows.allSatisfy { row in
          row.acquired.contains { graph.isOrMayBe($0.resource, held.use.resource) }
        }
    }
  }

  /// Whether it is taken if a test says so, and a way out comes by the same test, which gives it back: that the
  /// answer may be another one the second time is a guess. Or by a test of what a callee was to say, or for the
  /// last of some states.
  private func isGivenBackByTest(
    _ held: HeldResource, before exit: FunctionExit, in id: SummaryID
  ) -> Bool {
    let code = graph.index[graph.function(of: id)]
    guard held.ordinal >= 0 else { return false }
    let conditions = code.tests(around: Int(held.ordinal))
    let lock = graph.resources[held.use.resource]
    return (0..<code.operationCount).contains { ordinal in
      guard ordinal != Int(held.ordinal), graph.mayGiveBack(lock, at: ordinal, in: id) else {
        return false
      }
      // What is asked before the lock is taken tells nothing of whether it has been given back.
      return code.tests(around: ordinal).contains { test in
        guard code.mayFollow(block: test.block, Int(held.ordinal)) else { return false }
        if code.isFlagForCallee(test.condition) { return true }
        guard code.dominates(block: test.block, Int(exit.block)) else { return false }
        return code.isToldByCallee(test.condition) || code.asksForLastState(test)
          || conditions.contains { code.isSameTest($0, test) }
      }
    }
  }

  /// Whether a way out comes by a comparison with what a callee returned that may have given the lock back: which
  /// answers mean that it has is not known.
  private func isToldByGiver(
    _ held: HeldResource, before exit: FunctionExit, in id: SummaryID
  ) -> Bool {
    let code = graph.index[graph.function(of: id)]
    let kind = graph.resources[held.use.resource].kind
    return code.tests(aroundBlock: Int(exit.block)).contains { test in
      guard case .binary(_, let left, let right) = code[code.asked(by: test).value] else {
        return false
      }
      return [left, right].contains { value in
        code.call(returning: value).map {
          graph.calleeGivesBack(kind, at: Int32($0.ordinal), in: id)
        } ?? false
      }
    }
  }

  private func releases(_ kind: ResourceKind, _ ordinal: Int, in id: SummaryID) -> Bool {
    graph.givesBack(kind, at: ordinal, in: graph.index[graph.function(of: id)])
      || graph.calleeGivesBack(kind, at: Int32(ordinal), in: id)
  }

  private func line(_ exit: FunctionExit, _ function: FunctionID) -> Int? {
    graph.index[function].function.blocks[Int(exit.block)].terminatorLocation.map { Int($0.line) }
  }
}

extension AbstractValue {
  /// The truths that the value is known to have on some path; none if nothing is known.
  fileprivate var truths: Set<Bool> {
    if let constants { return Set(constants.map { $0 != 0 }) }
    return truth.map { [$0] } ?? []
  }
}
