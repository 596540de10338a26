extension Value {
  /// Whether it is known at compile time.
  package var isConstant: Bool { if case .constant = self { true } else { false } }

  /// The values that this one is made of.
  package var operands: [ValueID] {
    switch self {
    case .constant, .string, .function, .global, .local, .result, .unknown: []
    case .field(let base, _, _), .container(let base, _, _): [base]
    case .load(let address): [address]
    case .unary(_, let operand): [operand]
    case .element(let base, let index): [base, index]
    case .binary(_, let left, let right): [left, right]
    }
  }

  /// The same value made of other ones.
  package func mapOperands(_ map: (ValueID) -> ValueID) -> Value {
    switch self {
    case .constant, .string, .function, .global, .local, .result, .unknown: self
    case .field(let base, let record, let name):
      .field(base: map(base), record: record, name: name)
    case .container(let base, let record, let field):
      .container(base: map(base), record: record, field: field)
    case .load(let address): .load(map(address))
    case .unary(let operation, let operand): .unary(operation, map(operand))
    case .element(let base, let index): .element(base: map(base), index: map(index))
    case .binary(let operation, let left, let right): .binary(operation, map(left), map(right))
    }
  }
}
