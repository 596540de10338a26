import LockIR

/// What integer operators give, the way C computes it.
enum ConstantFolding {
  /// The result as the type `shape`.
  static func fold(_ operation: UnaryOperator, _ value: Int64, _ shape: IntegerShape?) -> Int64 {
    let result: Int64 =
      switch operation {
      case .negate: 0 &- value
      case .complement: ~value
      case .not: value == 0 ? 1 : 0
      }
    return shape?.wrap(result) ?? result
  }

  /// The result on operands that both have been converted to the type `operands`, as the type
  /// `shape`; nil if it is not defined.
  static func fold(
    _ operation: LockIR.BinaryOperator, _ left: Int64, _ right: Int64, operands: IntegerShape?,
    _ shape: IntegerShape?
  ) -> Int64? {
    let isUnsigned = operands.map { !$0.isSigned } ?? operation.isUnsignedComparison
    let less = isUnsigned ? UInt64(bitPattern: left) < UInt64(bitPattern: right) : left < right
    let result: Int64
    switch operation {
    case .add: result = left &+ right
    case .subtract: result = left &- right
    case .multiply: result = left &* right
    case .divide, .remainder:
      guard right != 0, isUnsigned || !(left == .min && right == -1) else { return nil }
      let isDivision = operation == .divide
      if isUnsigned {
        let (quotient, remainder) = UInt64(bitPattern: left)
          .quotientAndRemainder(dividingBy: UInt64(bitPattern: right))
        result = Int64(bitPattern: isDivision ? quotient : remainder)
      } else {
        result = isDivision ? left / right : left % right
      }
    case .and: result = left & right
    case .or: result = left | right
    case .xor: result = left ^ right
    case .shiftLeft:
      guard (0..<64).contains(right) else { return nil }
      result = left << right
    case .shiftRight:
      guard (0..<64).contains(right) else { return nil }
      result = isUnsigned ? Int64(bitPattern: UInt64(bitPattern: left) >> right) : left >> right
    case .equal: result = left == right ? 1 : 0
    case .notEqual: result = left != right ? 1 : 0
    case .less, .below: result = less ? 1 : 0
    case .greaterOrEqual, .aboveOrEqual: result = less ? 0 : 1
    case .greater, .above: result = !less && left != right ? 1 : 0
    case .lessOrEqual, .belowOrEqual: result = less || left == right ? 1 : 0
    }
    return shape?.wrap(result) ?? result
  }
}

extension LockIR.BinaryOperator {
  /// The comparison of unsigned operands that this one stands for.
  var unsigned: LockIR.BinaryOperator {
    switch self {
    case .less: .below
    case .lessOrEqual: .belowOrEqual
    case .greater: .above
    case .greaterOrEqual: .aboveOrEqual
    default: self
    }
  }

  fileprivate var isUnsignedComparison: Bool {
    switch self {
    case .below, .belowOrEqual, .above, .aboveOrEqual: true
    default: false
    }
  }
}
