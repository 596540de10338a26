import LockIR

/// Takes out of a finished graph what lowering left in it: blocks that nothing leads to, blocks
/// that only jump, stores to temporaries that nobody reads, and values that nothing uses.
struct GraphSimplifier {
  private var blocks: [BasicBlock]
  private let values: [Value]
  /// The variables whose stores may go when they are not read.
  private let discardable: Set<LocalID>

  init(blocks: [BasicBlock], values: [Value], discardable: Set<LocalID>) {
    self.blocks = blocks
    self.values = values
    self.discardable = discardable
  }

  /// - Complexity: O(*n*) in the size of the graph, times the depth of chained temporaries.
  mutating func simplify() -> (blocks: [BasicBlock], values: [Value]) {
    removeDeadStores()
    threadJumps()
    mergeChains()
    renumber()
    return compactValues()
  }

  // MARK: Stores

  private mutating func removeDeadStores() {
    guard !discardable.isEmpty else { return }
    while true {
      let read = localsInUse()
      var changed = false
      for index in blocks.indices {
        let before = blocks[index].operations.count
        blocks[index].operations.removeAll { operation in
          if case .store(let address, _) = operation.kind,
            case .local(let local) = values[Int(address.index)]
          {
            return discardable.contains(local) && !read.contains(local)
          }
          return false
        }
        if blocks[index].operations.count != before { changed = true }
      }
      if !changed { return }
    }
  }

  /// The discardable variables that are used other than by storing to them.
  private func localsInUse() -> Set<LocalID> {
    var used = [Bool](repeating: false, count: values.count)
    for block in blocks {
      for operation in block.operations {
        switch operation.kind {
        case .store(let address, let value):
          if case .local = values[Int(address.index)] {} else { used[Int(address.index)] = true }
          used[Int(value.index)] = true
        case .call(_, let callee, let arguments):
          used[Int(callee.index)] = true
          for argument in arguments { used[Int(argument.index)] = true }
        case .evaluate(let value):
          used[Int(value.index)] = true
        }
      }
      for value in block.terminator.values { used[Int(value.index)] = true }
    }
    spread(&used)
    var locals: Set<LocalID> = []
    for (index, value) in values.enumerated() where used[index] {
      if case .local(let local) = value { locals.insert(local) }
    }
    return locals
  }

  /// Marks the operands of marked values. An operand always comes before what it is in.
  private func spread(_ marks: inout [Bool]) {
    for index in values.indices.reversed() where marks[index] {
      for operand in values[index].operands { marks[Int(operand.index)] = true }
    }
  }

  // MARK: Blocks

  private mutating func threadJumps() {
    var targets: [BlockID] = blocks.indices.map { BlockID($0) }
    for index in blocks.indices {
      var seen: Set<BlockID> = []
      var target = BlockID(index)
      while blocks[Int(target.index)].operations.isEmpty,
        case .jump(let next) = blocks[Int(target.index)].terminator, seen.insert(target).inserted
      {
        target = next
      }
      targets[index] = target
    }
    for index in blocks.indices {
      let terminator = blocks[index].terminator.mapTargets { targets[Int($0.index)] }
      if case .branch(_, let then, let otherwise) = terminator, then == otherwise {
        blocks[index].terminator = .jump(then)
        blocks[index].terminatorLocation = nil
      } else {
        blocks[index].terminator = terminator
      }
    }
  }

  private mutating func mergeChains() {
    let reachable = reachableBlocks()
    var predecessors = [Int](repeating: 0, count: blocks.count)
    predecessors[0] = 1
    for index in blocks.indices where reachable[index] {
      for target in blocks[index].terminator.successors { predecessors[Int(target.index)] += 1 }
    }
    for index in blocks.indices where reachable[index] {
      while case .jump(let next) = blocks[index].terminator, Int(next.index) != index,
        predecessors[Int(next.index)] == 1
      {
        let tail = blocks[Int(next.index)]
        blocks[index].operations += tail.operations
        blocks[index].terminator = tail.terminator
        blocks[index].terminatorLocation = tail.terminatorLocation
        blocks[Int(next.index)] = BasicBlock()
        predecessors[Int(next.index)] = 0
      }
    }
  }

  private func reachableBlocks() -> [Bool] {
    var reachable = [Bool](repeating: false, count: blocks.count)
    var pending = [0]
    reachable[0] = true
    while let index = pending.popLast() {
      for target in blocks[index].terminator.successors where !reachable[Int(target.index)] {
        reachable[Int(target.index)] = true
        pending.append(Int(target.index))
      }
    }
    return reachable
  }

  /// Numbers the blocks in reverse postorder, without those that nothing leads to: but for loops, a
  /// block comes after all that lead to it, and the branch taken if a condition holds comes first.
  private mutating func renumber() {
    var order: [Int] = []
    var isSeen = [Bool](repeating: false, count: blocks.count)
    var path: [(block: Int, rest: [BlockID])] = [(0, blocks[0].terminator.successors)]
    isSeen[0] = true
    while let top = path.indices.last {
      guard let next = path[top].rest.popLast() else {
        order.append(path.removeLast().block)
        continue
      }
      let block = Int(next.index)
      if isSeen[block] { continue }
      isSeen[block] = true
      path.append((block, blocks[block].terminator.successors))
    }
    order.reverse()
    var numbers = [BlockID](repeating: BlockID(0), count: blocks.count)
    for (number, block) in order.enumerated() { numbers[block] = BlockID(number) }
    blocks = order.map { index in
      var block = blocks[index]
      block.terminator = block.terminator.mapTargets { numbers[Int($0.index)] }
      return block
    }
  }

  // MARK: Values

  private func compactValues() -> (blocks: [BasicBlock], values: [Value]) {
    var used = [Bool](repeating: false, count: values.count)
    for block in blocks {
      for operation in block.operations {
        for value in operation.kind.values { used[Int(value.index)] = true }
      }
      for value in block.terminator.values { used[Int(value.index)] = true }
    }
    spread(&used)
    var renumbered: [ValueID] = []
    var kept: [Value] = []
    for (index, value) in values.enumerated() {
      renumbered.append(ValueID(kept.count))
      if used[index] { kept.append(value.mapOperands { renumbered[Int($0.index)] }) }
    }
    let blocks = blocks.map { block in
      BasicBlock(
        operations: block.operations.map { operation in
          Operation(
            kind: operation.kind.mapValues { renumbered[Int($0.index)] },
            location: operation.location)
        },
        terminator: block.terminator.mapValues { renumbered[Int($0.index)] },
        terminatorLocation: block.terminatorLocation)
    }
    return (blocks, kept)
  }
}
