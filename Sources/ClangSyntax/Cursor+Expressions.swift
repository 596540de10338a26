internal import CLibclang

extension Cursor {
  package var binaryOperator: BinaryOperatorKind {
    BinaryOperatorKind(clang_getCursorBinaryOperatorKind(raw))
  }

  package var unaryOperator: UnaryOperatorKind {
    UnaryOperatorKind(clang_getCursorUnaryOperatorKind(raw))
  }

  /// The value of an integer constant expression, as the bits of a 64-bit integer; nil for anything
  /// else. Costly: folds the whole expression.
  package var evaluatedInteger: Int64? {
    guard let result = clang_Cursor_Evaluate(raw) else { return nil }
    defer { clang_EvalResult_dispose(result) }
    guard clang_EvalResult_getKind(result) == CXEval_Int else { return nil }
    if clang_EvalResult_isUnsignedInt(result) != 0 {
      return Int64(bitPattern: clang_EvalResult_getAsUnsigned(result))
    }
    return clang_EvalResult_getAsLongLong(result)
  }
}
