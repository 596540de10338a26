/// A value that a guard or an action reads: a constant, or a cell of the state.
public enum Operand: Hashable, Sendable {
  /// 0 to 255.
  case constant(Int)
  /// The index of a cell.
  case cell(Int)
}
