import LockIR

/// The values of a function under construction: equal ones are kept once, simple ones instead of
/// complicated ones.
struct ValueTable {
  private(set) var values: [Value] = []
  private var ids: [Value: ValueID] = [:]

  subscript(id: ValueID) -> Value { values[Int(id.index)] }

  mutating func intern(_ value: Value) -> ValueID {
    if let known = ids[value] { return known }
    let id = ValueID(values.count)
    values.append(value)
    ids[value] = id
    return id
  }

  mutating func constant(_ value: Int64) -> ValueID { intern(.constant(value)) }

  /// The value, if it is known at compile time.
  func constant(_ id: ValueID) -> Int64? {
    if case .constant(let value) = self[id] { value } else { nil }
  }

  /// The address of a field: `container_of(p, r, f)->f` is `p`.
  mutating func field(_ base: ValueID, record: NameID, name: NameID) -> ValueID {
    if case .container(let inner, record, name) = self[base] { return inner }
    return intern(.field(base: base, record: record, name: name))
  }

  /// What has the field: `container_of(&p->f, r, f)` is `p`.
  mutating func container(_ base: ValueID, record: NameID, field: NameID) -> ValueID {
    if case .field(let inner, record, field) = self[base] { return inner }
    return intern(.container(base: base, record: record, field: field))
  }

  /// What a pointer reaches `index` elements further. `p[0]` is `*p`, but the first element of an
  /// array is not the array.
  mutating func element(_ base: ValueID, _ index: ValueID) -> ValueID {
    if constant(index) == 0 {
      switch self[base] {
      case .load, .result, .container, .element: return base
      default: break
      }
    }
    return intern(.element(base: base, index: index))
  }

  mutating func unary(
    _ operation: UnaryOperator, _ operand: ValueID, _ shape: IntegerShape?
  ) -> ValueID {
    if let value = constant(operand) {
      return constant(ConstantFolding.fold(operation, value, shape))
    }
    if case .unknown = self[operand] { return operand }
    if operation == .not {
      if case .binary(let comparison, let left, let right) = self[operand],
        let opposite = comparison.opposite
      {
        return intern(.binary(opposite, left, right))
      }
      // `!!!x` is `!x`.
      if case .unary(.not, let inner) = self[operand], case .unary(.not, _) = self[inner] {
        return inner
      }
    }
    return intern(.unary(operation, operand))
  }

  mutating func binary(
    _ operation: LockIR.BinaryOperator, _ left: ValueID, _ right: ValueID,
    operands: IntegerShape?, _ shape: IntegerShape?
  ) -> ValueID {
    if let left = constant(left), let right = constant(right),
      let result = ConstantFolding.fold(operation, left, right, operands: operands, shape)
    {
      return constant(result)
    }
    // Flags that are added to what is not known are still set.
    if operation != .or {
      if case .unknown = self[left] { return left }
      if case .unknown = self[right] { return right }
    }
    switch (operation, constant(left), constant(right)) {
    case (.add, _, 0), (.subtract, _, 0), (.or, _, 0), (.xor, _, 0), (.shiftLeft, _, 0),
      (.shiftRight, _, 0), (.multiply, _, 1), (.divide, _, 1):
      return left
    case (.add, 0, _), (.or, 0, _), (.xor, 0, _), (.multiply, 1, _):
      return right
    case (.and, _, 0), (.multiply, _, 0), (.and, 0, _), (.multiply, 0, _):
      return constant(0)
    default:
      return intern(.binary(operation, left, right))
    }
  }
}

extension LockIR.BinaryOperator {
  /// The comparison that holds when this one does not.
  fileprivate var opposite: LockIR.BinaryOperator? {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .greaterOrEqual: .less
    case .greater: .lessOrEqual
    case .lessOrEqual: .greater
    case .below: .aboveOrEqual
    case .aboveOrEqual: .below
    case .above: .belowOrEqual
    case .belowOrEqual: .above
    default: nil
    }
  }
}
