import OrderedCollections

/// Answers in which order one activation may do two things.
///
/// May answer yes for an order that no feasible path has: it follows the states of the analysis, which
/// join paths that hold the same locks.
package struct OrderQuery {
  let graph: WaitGraph

  package init(graph: WaitGraph) {
    self.graph = graph
  }

  /// Whether `first` may happen before `second` in one run of a function.
  package func mayPrecede(_ first: EffectID, _ second: EffectID, in summary: SummaryID) -> Bool {
    var visited: Set<Question> = []
    return holds(first, second, in: summary, &visited) { before, a, b in
      before[b]?.contains(Int(a)) == true
    }
  }

  /// Whether one run of a function may do both in a loop, each after the other.
  package func inOneLoop(_ first: EffectID, _ second: EffectID, in summary: SummaryID) -> Bool {
    var visited: Set<Question> = []
    return holds(first, second, in: summary, &visited) { before, a, b in
      before[b]?.contains(Int(a)) == true && before[a]?.contains(Int(b)) == true
    }
  }

  /// Whether all that leads to an operation has signalled an event by then, on every way to it.
  ///
  /// Where the operation waits for the same event, a call that may signal it does not count: who drops the last
  /// of several references does not wait for the others'.
  ///
  /// - Complexity: the number of functions on the ways, times the size of each.
  package func surelySignals(
    _ event: ResourceID, before block: EffectID, in summary: SummaryID
  ) -> Bool {
    var known: [Place: Bool] = [:]
    return signals(
      event, before: block, in: summary, byItself: graph[block].resource == event, &known)
  }

  private func signals(
    _ event: ResourceID, before effect: EffectID, in id: SummaryID, byItself: Bool,
    _ known: inout [Place: Bool]
  ) -> Bool {
    let place = Place(summary: id, effect: effect)
    if let known = known[place] { return known }
    // A way that comes back to itself is no way of its own.
    known[place] = true
    let summary = graph[id]
    let signals = graph.signals(of: event, in: id)
    // What its callees signal, it does.
    guard !signals.isEmpty, let record = summary.effects[effect] else {
      known[place] = false
      return false
    }
    let before = signals.compactMap { summary.effects[$0] }
      .filter { !(byItself && $0.callee != nil) }.flatMap(\.ordinals.all)
    let always = record.ordinals.all.allSatisfy { ordinal in
      if before.contains(where: { isBefore($0, ordinal, in: id) }) { return true }
      let inner = (summary.callees[ordinal] ?? []).flatMap { callee in
        counterparts(of: effect, record, at: ordinal, callee.summary).map {
          (callee.summary, $0)
        }
      }
      return !inner.isEmpty
        && inner.allSatisfy { self.signals(event, before: $1, in: $0, byItself: byItself, &known) }
    }
    known[place] = always
    return always
  }

  /// What a function does, which has been looked at on the way.
  private struct Place: Hashable {
    let summary: SummaryID
    let effect: EffectID
  }

  /// Whether an operation runs before another one whenever that does; once before a loop is not before all its
  /// turns.
  private func isBefore(_ first: Int32, _ second: Int32, in summary: SummaryID) -> Bool {
    let code = graph.index[graph[summary].function]
    guard first != second, code.dominates(Int(first), Int(second)) else { return false }
    let loops = Loops(code.function, ReversePostorder(code.function))
    return !loops.isInLoop(code.block(of: Int(second)), without: code.block(of: Int(first)))
  }

  /// What has been asked of a function on the way: asking again would give the same answer.
  private struct Question: Hashable {
    let summary: SummaryID
    let first: EffectID
    let second: EffectID
  }

  private func holds(
    _ first: EffectID, _ second: EffectID, in id: SummaryID, _ visited: inout Set<Question>,
    _ relation: ([Int32: OrdinalSet], Int32, Int32) -> Bool
  ) -> Bool {
    guard visited.insert(Question(summary: id, first: first, second: second)).inserted else {
      return false
    }
    let summary = graph[id]
    guard let a = summary.effects[first], let b = summary.effects[second] else { return false }
    let (firsts, seconds) = (a.ordinals.all, b.ordinals.all)
    for ordinal in firsts {
      for other in seconds where relation(summary.before, ordinal, other) { return true }
    }
    // Both under one call: the callee decides.
    for ordinal in Set(firsts).intersection(seconds).sorted() {
      for callee in summary.callees[ordinal] ?? [] {
        for inner in counterparts(of: first, a, at: ordinal, callee.summary) {
          for other in counterparts(of: second, b, at: ordinal, callee.summary)
          where holds(inner, other, in: callee.summary, &visited, relation) {
            return true
          }
        }
      }
    }
    return false
  }

  /// The effects of a callee that a caller sees as this one.
  private func counterparts(
    of effect: EffectID, _ record: EffectRecord, at ordinal: Int32, _ callee: SummaryID
  ) -> [EffectID] {
    let wanted = graph[effect]
    var result = Array(graph[callee].effects.keys).filter {
      let key = graph[$0]
      return key.kind == wanted.kind && key.resource == wanted.resource && key.mode == wanted.mode
    }
    if record.ordinal == ordinal, record.callee == callee, let known = record.calleeEffect,
      !result.contains(known)
    {
      result.append(known)
    }
    return result
  }
}
