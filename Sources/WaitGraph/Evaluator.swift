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
    case .string, .global, .local, .field, .element, .container: return .pointer(mayBeNull: false)
    case .load(let address):
      if let whole = wholeOf(address, facts) { return whole ? .nonzero : .constant(0) }
      guard case .field(let base, let record, let name) = function[address] else { return .unknown }
      let field = FieldKey(record: record, name: name)
      if let value = context.assumption(on: field) { return .constant(value) }
      guard !context.bindings.isEmpty, let parameter = function.parameter(readBy: base) else {
        return .unknown
      }
      return context.method(field, of: parameter) ?? .unknown
    case .unary(let op, let operand): return evaluate(op, evaluate(operand, facts))
    case .binary(let op, let left, let right):
      if op == .equal || op == .notEqual, isOwnPart(left, right, facts) {
        return .constant(op == .equal ? 1 : 0)
      }
      let value = evaluate(op, evaluate(left, facts), evaluate(right, facts))
      guard op == .and, value.truth == nil, case .constant(let mask) = function[right] else {
        return value
      }
      let told = bits(mask, of: left, facts)
      if told != .unknown { return told }
      // That a mask leaves nothing else says little.
      return value.knownBits.only(mask) == KnownBits() ? .unknown : value
    case .result, .unknown: return .unknown
    }
  }

  /// Whether a part of a record is compared with that part of the record that it points to: of the one that it is
  /// a part of.
  private func isOwnPart(_ one: ValueID, _ other: ValueID, _ facts: PathFacts) -> Bool {
    [(one, other), (other, one)].contains { pointer, place in
      guard let field = function.field(at: place), function.isReached(place, from: pointer) else {
        return false
      }
      return evaluate(pointer, facts) == .part(field)
    }
  }

  /// Whether the variable that an address is a field of holds something: a record that a call returned, of
  /// which it is known that it did what it is for.
  private func wholeOf(_ address: ValueID, _ facts: PathFacts) -> Bool? {
    guard case .field(let base, _, _) = function[address], case .local = function[base],
      let whole = function.load(at: base)
    else { return nil }
    return facts[whole]?.truth
  }

  /// What other tests of a value's bits say about these: if any of some is set, and none of the others, it
  /// is among the rest.
  private func bits(_ mask: Int64, of value: ValueID, _ facts: PathFacts) -> AbstractValue {
    var clear: Int64 = 0
    var someOf: [Int64] = []
    for (other, known) in facts {
      guard case .binary(.and, value, let bits) = function[other],
        case .constant(let tested) = function[bits]
      else { continue }
      switch known.truth {
      case true?: someOf.append(tested)
      case false?: clear |= tested
      case nil: break
      }
    }
    if mask & ~clear == 0 { return .constant(0) }
    return someOf.contains { $0 & ~clear & ~mask == 0 } ? .nonzero : .unknown
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
    case .oneOf(let known): if !known.contains(constant) { return nil }
    case .bits(let known): if !known.allow(constant) { return nil }
    case .error: if !AbstractValue.errors.contains(constant) { return nil }
    case .nonzero, .function, .part, .pointer(mayBeNull: false): if constant == 0 { return nil }
    case .unknown, .pointer(mayBeNull: true): break
    }
    if isRuledOut(value, constant, facts) { return nil }
    var facts = facts
    facts[value] = .constant(constant)
    return facts
  }

  /// Whether a value has been compared on the path, or some of its bits asked for, with another outcome than this
  /// constant has.
  private func isRuledOut(_ value: ValueID, _ constant: Int64, _ facts: PathFacts) -> Bool {
    facts.contains { condition, known in
      guard case .binary(let op, value, let bound) = function[condition],
        case .constant(let other) = function[bound], let truth = known.truth,
        let outcome = compute(op, constant, other)
      else { return false }
      return (outcome != 0) != truth
    }
  }

  private func learn(_ condition: ValueID, is truth: Bool, _ facts: inout PathFacts) {
    facts[condition] = truth ? nonzero(facts[condition] ?? .unknown) : .constant(0)
    switch function[condition] {
    case .unary(.not, let operand): learn(operand, is: !truth, &facts)
    case .binary(.equal, let left, let right):
      learn(left, right, areEqual: truth, &facts)
    case .binary(.notEqual, let left, let right):
      learn(left, right, areEqual: !truth, &facts)
    // A negative value is an error: how errors are tested.
    case .binary(.less, let operand, let bound):
      if evaluate(bound, facts) == .constant(0), facts[operand] == nil {
        facts[operand] = truth ? .error : .pointer(mayBeNull: true)
      }
    case .binary(.aboveOrEqual, let operand, let bound):
      if evaluate(bound, facts) == .constant(AbstractValue.errors.lowerBound) {
        learn(operand, isError: truth, &facts)
      }
    case .binary(.below, let operand, let bound):
      if evaluate(bound, facts) == .constant(AbstractValue.errors.lowerBound) {
        learn(operand, isError: !truth, &facts)
      }
    // All the bits of a mask of one bit.
    case .binary(.and, let operand, let mask):
      if truth, case .constant(let bit) = evaluate(mask, facts), bit.nonzeroBitCount == 1,
        evaluate(operand, facts).constants == nil
      {
        let known = facts[operand]?.knownBits ?? KnownBits()
        facts[operand] = AbstractValue(KnownBits(set: known.set | bit, clear: known.clear & ~bit))
      }
    default: break
    }
  }

  /// What is left of a value once it is known not to be zero.
  private func nonzero(_ value: AbstractValue) -> AbstractValue {
    switch value {
    case .constant, .oneOf: AbstractValue((value.constants ?? []).filter { $0 != 0 })
    case .unknown: .nonzero
    case .pointer: .pointer(mayBeNull: false)
    case .bits(let known):
      AbstractValue(KnownBits(set: known.set, clear: known.clear, isNonzero: true))
    case .nonzero, .part, .error, .function: value
    }
  }

  /// Takes up the outcome of `IS_ERR`.
  private func learn(_ operand: ValueID, isError: Bool, _ facts: inout PathFacts) {
    let known = evaluate(operand, facts)
    guard known.constants == nil else { return }
    facts[operand] = isError ? .error : .pointer(mayBeNull: known.truth != true)
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
    switch (op, value.constants) {
    case (.not, _): return value.truth.map { .constant($0 ? 0 : 1) } ?? .unknown
    case (.negate, let known?): return AbstractValue(known.map { 0 &- $0 })
    case (.complement, let known?): return AbstractValue(known.map { ~$0 })
    case (.negate, nil): return value.truth == true ? .nonzero : .unknown
    case (.complement, nil): return AbstractValue(~value.knownBits)
    }
  }

  private func evaluate(
    _ op: BinaryOperator, _ left: AbstractValue, _ right: AbstractValue
  ) -> AbstractValue {
    guard let left = left.constants, let right = right.constants else {
      return evaluatePartly(op, left, right)
    }
    var results: [Int64] = []
    for a in left {
      for b in right {
        guard let result = compute(op, a, b) else { return .unknown }
        results.append(result)
      }
    }
    return AbstractValue(results)
  }

  /// The result of an operator on constants; nil where C leaves it undefined.
  private func compute(_ op: BinaryOperator, _ a: Int64, _ b: Int64) -> Int64? {
    switch op {
    case .add: a &+ b
    case .subtract: a &- b
    case .multiply: a &* b
    case .divide: b == 0 || (a == .min && b == -1) ? nil : a / b
    case .remainder: b == 0 || (a == .min && b == -1) ? nil : a % b
    case .and: a & b
    case .or: a | b
    case .xor: a ^ b
    case .shiftLeft: (0..<64).contains(b) ? a << b : nil
    case .shiftRight: (0..<64).contains(b) ? a >> b : nil
    case .equal: a == b ? 1 : 0
    case .notEqual: a != b ? 1 : 0
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .greater: a > b ? 1 : 0
    case .greaterOrEqual: a >= b ? 1 : 0
    case .below: UInt64(bitPattern: a) < UInt64(bitPattern: b) ? 1 : 0
    case .belowOrEqual: UInt64(bitPattern: a) <= UInt64(bitPattern: b) ? 1 : 0
    case .above: UInt64(bitPattern: a) > UInt64(bitPattern: b) ? 1 : 0
    case .aboveOrEqual: UInt64(bitPattern: a) >= UInt64(bitPattern: b) ? 1 : 0
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
        right.constants?.contains(where: left.knownBits.allow) == false
        || left.constants?.contains(where: right.knownBits.allow) == false
      return differs ? .constant(op == .equal ? 0 : 1) : .unknown
    case .and:
      if left == .constant(0) || right == .constant(0) { return .constant(0) }
      if left.knownBits == KnownBits(isNonzero: true), case .constant(let mask) = right,
        AbstractValue.withoutFlags.contains(mask)
      {
        return .nonzero
      }
      return AbstractValue(left.knownBits & right.knownBits)
    case .or: return AbstractValue(left.knownBits | right.knownBits)
    case .aboveOrEqual, .below:
      guard right == .constant(AbstractValue.errors.lowerBound), let isError = left.isError else {
        return .unknown
      }
      return .constant(isError == (op == .aboveOrEqual) ? 1 : 0)
    case .less, .greaterOrEqual:
      guard right == .constant(0),
        let isNegative = left == .error ? true : left.knownBits.isNegative
      else { return .unknown }
      return .constant(isNegative == (op == .less) ? 1 : 0)
    case .greater, .lessOrEqual:
      guard right == .constant(0), let isNegative = left.knownBits.isNegative,
        isNegative || left.truth == true
      else { return .unknown }
      return .constant(isNegative == (op == .lessOrEqual) ? 1 : 0)
    default: return .unknown
    }
  }
}
