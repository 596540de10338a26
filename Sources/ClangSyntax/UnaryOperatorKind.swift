internal import CLibclang

/// An operator on one expression.
package enum UnaryOperatorKind: Hashable, Sendable {
  case postIncrement, postDecrement, preIncrement, preDecrement
  case addressOf, dereference
  case plus, minus, complement, logicalNot
  /// `__extension__`
  case `extension`
  case other(UInt32)

  init(_ raw: CXUnaryOperatorKind) {
    self =
      switch raw {
      case CXUnaryOperator_PostInc: .postIncrement
      case CXUnaryOperator_PostDec: .postDecrement
      case CXUnaryOperator_PreInc: .preIncrement
      case CXUnaryOperator_PreDec: .preDecrement
      case CXUnaryOperator_AddrOf: .addressOf
      case CXUnaryOperator_Deref: .dereference
      case CXUnaryOperator_Plus: .plus
      case CXUnaryOperator_Minus: .minus
      case CXUnaryOperator_Not: .complement
      case CXUnaryOperator_LNot: .logicalNot
      case CXUnaryOperator_Extension: .extension
      default: .other(UInt32(raw.rawValue))
      }
  }
}
