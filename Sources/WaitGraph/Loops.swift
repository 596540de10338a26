import LockIR

/// The loops of a function, by the block in which each begins.
struct Loops: Sendable {
  private let bodies: [Int: Set<Int>]

  /// - Complexity: linear in the blocks, for each loop.
  init(_ function: Function, _ order: ReversePostorder) {
    var sources: [Int: [Int]] = [:]
    var predecessors: [Int: [Int]] = [:]
    for block in order.blocks {
      for successor in function.blocks[block].terminator.successors {
        let target = Int(successor.index)
        predecessors[target, default: []].append(block)
        if order.isBackEdge(from: block, to: target) { sources[target, default: []].append(block) }
      }
    }
    var bodies: [Int: Set<Int>] = [:]
    for (header, ends) in sources {
      var body: Set<Int> = [header]
      var pending = ends
      while let block = pending.popLast() {
        if body.insert(block).inserted { pending += predecessors[block] ?? [] }
      }
      bodies[header] = body
    }
    self.bodies = bodies
  }

  /// The blocks of the loop that begins with a block; nil if none does.
  func body(from header: Int) -> Set<Int>? { bodies[header] }

  /// The blocks of the smallest loop that a block is part of.
  func innermost(around block: Int) -> Set<Int>? {
    bodies.values.filter { $0.contains(block) }.min {
      ($0.count, $0.min() ?? 0) < ($1.count, $1.min() ?? 0)
    }
  }

  /// Whether a block is part of a loop that this other block is no part of.
  func isInLoop(_ block: Int, without other: Int) -> Bool {
    bodies.values.contains { $0.contains(block) && !$0.contains(other) }
  }
}
