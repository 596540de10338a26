import LockIR
import RuleCatalog

/// Edges from a lock to the operation that took it, in the next turn of a loop.
extension LockEdges {
  /// Whether a loop surely asks for its lock once more if it still has it: not by a test that may know so, nor
  /// after a call that may have given it back, or that says by a flag whether it has.
  static func surelyComesRound(_ edge: HoldEdge, _ graph: WaitGraph) -> Bool {
    let summary = graph[edge.summary]
    let code = graph.index[summary.function]
    guard let body = loop(of: edge, graph) else { return false }
    // What is left of the tests when those are gone that may end the loop.
    let tests = code.tests(around: Int(edge.ordinal)).filter { test in
      body.contains(test.block)
        && code.function.blocks[test.block].terminator.successors.allSatisfy {
          body.contains(Int($0.index))
        }
    }
    guard tests.isEmpty else { return false }
    let kind = graph.resources[edge.held.use.resource].kind
    let isToldByFlag = releases(of: kind, in: body, of: code, graph).contains { ordinal in
      code.tests(around: ordinal).contains { code.isFlagForCallee($0.condition) }
    }
    return !isToldByFlag
      && !summary.callees.keys.contains { ordinal in
        body.contains(code.block(of: Int(ordinal)))
          && graph.calleeGivesBack(kind, at: ordinal, in: edge.summary)
      }
  }

  /// Whether a loop gives back by itself what it takes in each turn.
  static func givesBackInLoop(_ edge: HoldEdge, _ graph: WaitGraph) -> Bool {
    let code = graph.index[graph.function(of: edge.summary)]
    guard let body = loop(of: edge, graph) else { return false }
    let kind = graph.resources[edge.held.use.resource].kind
    return !releases(of: kind, in: body, of: code, graph).isEmpty
  }

  /// The operations of some blocks that give back a lock of a kind by themselves.
  private static func releases(
    of kind: ResourceKind, in blocks: Set<Int>, of code: CanonicalFunction, _ graph: WaitGraph
  ) -> [Int] {
    (0..<code.operationCount).filter { ordinal in
      blocks.contains(code.block(of: ordinal)) && graph.givesBack(kind, at: ordinal, in: code)
    }
  }

  /// The blocks of the innermost loop around the operation of an edge.
  private static func loop(of edge: HoldEdge, _ graph: WaitGraph) -> Set<Int>? {
    let code = graph.index[graph.function(of: edge.summary)]
    let loops = Loops(code.function, ReversePostorder(code.function))
    return loops.innermost(around: code.block(of: Int(edge.ordinal)))
  }
}
