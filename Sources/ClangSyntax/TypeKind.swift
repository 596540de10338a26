internal import CLibclang

/// What a type is, as far as extraction tells types apart.
package enum TypeKind: Hashable, Sendable {
  case void, bool
  case signedInteger, unsignedInteger
  case floating
  case pointer, record, enumeration, function
  case constantArray, incompleteArray, variableArray
  case other(UInt32)

  init(_ raw: CXTypeKind) {
    self =
      switch raw {
      case CXType_Void: .void
      case CXType_Bool: .bool
      case CXType_Char_S, CXType_SChar, CXType_Short, CXType_Int, CXType_Long, CXType_LongLong,
        CXType_Int128:
        .signedInteger
      case CXType_Char_U, CXType_UChar, CXType_Char16, CXType_Char32, CXType_UShort, CXType_UInt,
        CXType_ULong, CXType_ULongLong, CXType_UInt128:
        .unsignedInteger
      case CXType_Float, CXType_Double, CXType_LongDouble, CXType_Float128, CXType_Half: .floating
      case CXType_Pointer: .pointer
      case CXType_Record: .record
      case CXType_Enum: .enumeration
      case CXType_FunctionProto, CXType_FunctionNoProto: .function
      case CXType_ConstantArray: .constantArray
      case CXType_IncompleteArray: .incompleteArray
      case CXType_VariableArray: .variableArray
      default: .other(UInt32(raw.rawValue))
      }
  }

  package var isArray: Bool {
    switch self {
    case .constantArray, .incompleteArray, .variableArray: true
    default: false
    }
  }
}
