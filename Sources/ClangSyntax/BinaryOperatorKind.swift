internal import CLibclang

/// An operator between two expressions.
package enum BinaryOperatorKind: Hashable, Sendable {
  case multiply, divide, remainder, add, subtract, shiftLeft, shiftRight
  case less, greater, lessOrEqual, greaterOrEqual, equal, notEqual
  case and, xor, or, logicalAnd, logicalOr
  case assign
  case multiplyAssign, divideAssign, remainderAssign, addAssign, subtractAssign
  case shiftLeftAssign, shiftRightAssign, andAssign, xorAssign, orAssign
  case comma
  case other(UInt32)

  init(_ raw: CXBinaryOperatorKind) {
    self =
      switch raw {
      case CXBinaryOperator_Mul: .multiply
      case CXBinaryOperator_Div: .divide
      case CXBinaryOperator_Rem: .remainder
      case CXBinaryOperator_Add: .add
      case CXBinaryOperator_Sub: .subtract
      case CXBinaryOperator_Shl: .shiftLeft
      case CXBinaryOperator_Shr: .shiftRight
      case CXBinaryOperator_LT: .less
      case CXBinaryOperator_GT: .greater
      case CXBinaryOperator_LE: .lessOrEqual
      case CXBinaryOperator_GE: .greaterOrEqual
      case CXBinaryOperator_EQ: .equal
      case CXBinaryOperator_NE: .notEqual
      case CXBinaryOperator_And: .and
      case CXBinaryOperator_Xor: .xor
      case CXBinaryOperator_Or: .or
      case CXBinaryOperator_LAnd: .logicalAnd
      case CXBinaryOperator_LOr: .logicalOr
      case CXBinaryOperator_Assign: .assign
      case CXBinaryOperator_MulAssign: .multiplyAssign
      case CXBinaryOperator_DivAssign: .divideAssign
      case CXBinaryOperator_RemAssign: .remainderAssign
      case CXBinaryOperator_AddAssign: .addAssign
      case CXBinaryOperator_SubAssign: .subtractAssign
      case CXBinaryOperator_ShlAssign: .shiftLeftAssign
      case CXBinaryOperator_ShrAssign: .shiftRightAssign
      case CXBinaryOperator_AndAssign: .andAssign
      case CXBinaryOperator_XorAssign: .xorAssign
      case CXBinaryOperator_OrAssign: .orAssign
      case CXBinaryOperator_Comma: .comma
      default: .other(UInt32(raw.rawValue))
      }
  }
}
