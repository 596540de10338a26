import LockIR

/// What a path knows of a value, and what it learns from a branch.
struct Evaluator {
  let function: CanonicalFunction
  let context: EntryContext

  /// The value of a canonical expression on a path with these facts.
  func evaluate(_ id: ValueID, _ facts: PathFacts) -> AbstractValue {
    if let known = facts[id] { return known }
    switch function[id] {
    case .constant(let value): return .constant(value)
    case .function(let symbol): return .function(symbol)
    case .string, .global, .local, .field, .element, .container: return .nonzero
    case .load(let address):
      guard case .field(_, let record, let name) = function[address],
        let value = context.assumption(on: FieldKey(record: record, name: name))
      else { return .unknown }
      return .constant(value)
    case .unary(let op, let operand): return evaluate(op, evaluate(operand, facts))
    case .binary(let op, let left, let right):
      return evaluate(op, evaluate(left, facts), evaluate(right, facts))
    case .result, .unknown: return .unknown
    }
  }

  /// The facts of the paths on which a condition has this truth; nil if there are none.
  func assume(_ condition: ValueID, is truth: Bool, _ facts: PathFacts) -> PathFacts? {
    if let known = evaluate(condition, facts).truth { return known == truth ? facts : nil }
    var facts = facts
    learn(condition, is: truth, &facts)
    return facts
  }

  /// The facts of the paths on which a value is this constant; nil if there are none.
  func assume(_ value: ValueID, equals constant: Int64, _ facts: PathFacts) -> PathFacts? {
    switch evaluate(value, facts) {
    case .constant(let known): return known == constant ? facts : nil
    case .nonzero, .function: if constant == 0 { return nil }
    case .unknown: break
    }
    var facts = facts
    facts[value] = .constant(constant)
    return facts
  }

  private func learn(_ condition: ValueID, is truth: Bool, _ facts: inout PathFacts) {
    facts[condition] = truth ? .nonzero : .constant(0)
    switch function[condition] {
    case .unary(.not, let operand): learn(operand, is: !truth, &facts)
    case .binary(.equal, let left, let right):
      learn(left, right, areEqual: truth, &facts)
    case .binary(.notEqual, let left, let right):
      learn(left, right, areEqual: !truth, &facts)
    // A negative value is not zero: how errors are tested.
    case .binary(.less, let operand, let bound):
      if truth, evaluate(bound, facts) == .constant(0), facts[operand] == nil {
        facts[operand] = .nonzero
      }
    default: break
    }
  }

  private func learn(
    _ left: ValueID, _ right: ValueID, areEqual: Bool, _ facts: inout PathFacts
  ) {
    let (operand, constant): (ValueID, Int64)
    if case .constant(let value) = evaluate(right, facts) {
      (operand, constant) = (left, value)
    } else if case .constant(let value) = evaluate(left, facts) {
      (operand, constant) = (right, value)
    } else {
      return
    }
    if areEqual {
      facts[operand] = .constant(constant)
    } else if constant == 0 {
      learn(operand, is: true, &facts)
    }
  }

  private func evaluate(_ op: UnaryOperator, _ value: AbstractValue) -> AbstractValue {
    switch (op, value) {
    case (.not, _): value.truth.map { .constant($0 ? 0 : 1) } ?? .unknown
    case (.negate, .constant(let known)): .constant(0 &- known)
    case (.complement, .constant(let known)): .constant(~known)
    case (.negate, .nonzero): .nonzero
    default: .unknown
    }
  }

  private func evaluate(
    _ op: BinaryOperator, _ left: AbstractValue, _ right: AbstractValue
  ) -> AbstractValue {
    guard case .constant(let a) = left, case .constant(let b) = right else {
      return evaluatePartly(op, left, right)
    }
    func bool(_ truth: Bool) -> AbstractValue { .constant(truth ? 1 : 0) }
    switch op {
    case .add: return .constant(a &+ b)
    case .subtract: return .constant(a &- b)
    case .multiply: return .constant(a &* b)
    case .divide: return b == 0 || (a == .min && b == -1) ? .unknown : .constant(a / b)
    case .remainder: return b == 0 || (a == .min && b == -1) ? .unknown : .constant(a % b)
    case .and: return .constant(a & b)
    case .or: return .constant(a | b)
    case .xor: return .constant(a ^ b)
    case .shiftLeft: return (0..<64).contains(b) ? .constant(a << b) : .unknown
    case .shiftRight: return (0..<64).contains(b) ? .constant(a >> b) : .unknown
    case .equal: return bool(a == b)
    case .notEqual: return bool(a != b)
    case .less: return bool(a < b)
    case .lessOrEqual: return bool(a <= b)
    case .greater: return bool(a > b)
    case .greaterOrEqual: return bool(a >= b)
    }
  }

  /// What an operator gives when one side is not a known constant.
  private func evaluatePartly(
    _ op: BinaryOperator, _ left: AbstractValue, _ right: AbstractValue
  ) -> AbstractValue {
    switch op {
    case .equal, .notEqual:
      if case .function(let a) = left, case .function(let b) = right {
        return .constant((a == b) == (op == .equal) ? 1 : 0)
      }
      let differs =
        (left.truth == true && right == .constant(0))
        || (right.truth == true && left == .constant(0))
      return differs ? .constant(op == .equal ? 0 : 1) : .unknown
    case .and:
      return left == .constant(0) || right == .constant(0) ? .constant(0) : .unknown
    case .or:
      return left.truth == true || right.truth == true ? .nonzero : .unknown
    default: return .unknown
    }
  }
}
