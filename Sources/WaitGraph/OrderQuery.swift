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

  /// Whether an operation runs before another one whenever that does; once before a loop is not before all its
  /// turns.
  func isBefore(_ first: Int32, _ second: Int32, in summary: SummaryID) -> Bool {
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
  func counterparts(
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
