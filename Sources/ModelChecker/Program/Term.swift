/// One conjunct of a guard.
public struct Term: Hashable, Sendable {
  /// The cell on the left.
  public let cell: Int
  /// How it must compare.
  public let comparison: Comparison
  /// What it is compared with.
  public let operand: Operand

  /// A conjunct `cell comparison operand`.
  public init(cell: Int, comparison: Comparison, operand: Operand) {
    self.cell = cell
    self.comparison = comparison
    self.operand = operand
  }

  /// Whether it holds in a state, given as one value for each cell.
  public func holds(in state: [UInt8]) -> Bool {
    switch operand {
    case .constant(let value): comparison.holds(Int(state[cell]), value)
    case .cell(let other): comparison.holds(Int(state[cell]), Int(state[other]))
    }
  }
}
