/// How a basic block ends.
package enum Terminator: Hashable, Sendable, Codable {
  /// One value range of a `switch`, both ends included.
  package struct Case: Hashable, Sendable, Codable {
    package let low: Int64
    package let high: Int64
    package let target: BlockID

    package init(low: Int64, high: Int64, target: BlockID) {
      self.low = low
      self.high = high
      self.target = target
    }
  }

  case jump(BlockID)
  /// Goes to `then` if `condition` is not zero.
  case branch(condition: ValueID, then: BlockID, otherwise: BlockID)
  case select(value: ValueID, cases: [Case], otherwise: BlockID)
  /// A computed `goto` or an `asm goto`: any of the targets.
  case any([BlockID])
  case `return`(ValueID?)
  /// Control never gets here: after a call that does not return.
  case unreachable

  /// The blocks that control may go to next, in source order.
  package var successors: [BlockID] {
    switch self {
    case .jump(let target): [target]
    case .branch(_, let then, let otherwise): [then, otherwise]
    case .select(_, let cases, let otherwise): cases.map(\.target) + [otherwise]
    case .any(let targets): targets
    case .return, .unreachable: []
    }
  }
}
