/// A constant or a variable, on the right of a comparison or an assignment.
public enum Value: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// 0 to 255.
  case constant(Int)
  /// What the variable holds at that moment.
  case variable(Variable)

  /// The constant of a literal.
  public init(integerLiteral value: Int) { self = .constant(value) }
}
