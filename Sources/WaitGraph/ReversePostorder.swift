import LockIR

/// The blocks of a function that control can reach, each before those it leads to but for loops.
struct ReversePostorder {
  /// Indices of blocks.
  let blocks: [Int]
  private let position: [Int: Int]
  private var beginnings: Set<Int> = []

  init(_ function: Function) {
    var finished: [Int] = []
    var visited: Set<Int> = [0]
    var stack: [(block: Int, next: Int)] = function.blocks.isEmpty ? [] : [(0, 0)]
    while let top = stack.last {
      let successors = function.blocks[top.block].terminator.successors
      guard top.next < successors.count else {
        finished.append(top.block)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let successor = Int(successors[top.next].index)
      if visited.insert(successor).inserted { stack.append((successor, 0)) }
    }
    let blocks = Array(finished.reversed())
    self.blocks = blocks
    position = Dictionary(uniqueKeysWithValues: blocks.enumerated().map { ($1, $0) })
    for block in blocks {
      for target in function.blocks[block].terminator.successors.map({ Int($0.index) })
      where isBackEdge(from: block, to: target) {
        beginnings.insert(target)
      }
    }
  }

  /// Whether a loop begins with a block.
  func isLoop(at block: Int) -> Bool { beginnings.contains(block) }

  /// Whether an edge closes a loop.
  func isBackEdge(from source: Int, to target: Int) -> Bool {
    guard let from = position[source], let to = position[target] else { return false }
    return to <= from
  }
}
