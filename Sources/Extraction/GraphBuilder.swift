import LockIR

/// The control-flow graph of a function under construction.
///
/// There is always a current block. After a jump it is one that nothing leads to; `GraphSimplifier`
/// takes those out again.
struct GraphBuilder {
  private(set) var blocks: [BasicBlock] = [BasicBlock()]
  private var isTerminated: [Bool] = [false]
  private(set) var current = BlockID(0)
  private var calls: Int32 = 0
  /// Goes up whenever what is stored somewhere may have changed since.
  private(set) var epoch = 0

  mutating func makeBlock() -> BlockID {
    blocks.append(BasicBlock())
    isTerminated.append(false)
    return BlockID(blocks.count - 1)
  }

  /// Goes on in a block. `isReentered` says that control may come back to it later in the text.
  mutating func start(_ block: BlockID, isReentered: Bool = false) {
    current = block
    if isReentered { epoch += 1 }
  }

  /// Goes on in a block that the current one falls into.
  mutating func fallInto(_ block: BlockID, isReentered: Bool = false) {
    end(with: .jump(block))
    start(block, isReentered: isReentered)
  }

  /// Ends the current block; what follows is not reached unless a block is started.
  mutating func end(with terminator: Terminator, at location: Location? = nil) {
    set(terminator, at: location, of: current)
    current = makeBlock()
  }

  /// Whether a block ends with a question.
  func branches(at block: BlockID) -> Bool {
    if case .branch = blocks[Int(block.index)].terminator { true } else { false }
  }

  mutating func set(_ terminator: Terminator, at location: Location?, of block: BlockID) {
    guard !isTerminated[Int(block.index)] else { return }
    isTerminated[Int(block.index)] = true
    blocks[Int(block.index)].terminator = terminator
    blocks[Int(block.index)].terminatorLocation = location
  }

  mutating func emit(_ kind: Operation.Kind, at location: Location, keepsEpoch: Bool = false) {
    blocks[Int(current.index)].operations.append(Operation(kind: kind, location: location))
    if !keepsEpoch { epoch += 1 }
  }

  mutating func nextCallNumber() -> Int32 {
    defer { calls += 1 }
    return calls
  }
}
