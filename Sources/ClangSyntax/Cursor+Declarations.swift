internal import CLibclang

extension Cursor {
  /// Who can refer to a declaration.
  package enum Linkage: Hashable, Sendable {
    /// A local variable or a field.
    case none
    /// `static` at file level.
    case `internal`
    case external
    case other(UInt32)
  }

  package var linkage: Linkage {
    let linkage = clang_getCursorLinkage(raw)
    return switch linkage {
    case CXLinkage_NoLinkage: .none
    case CXLinkage_Internal: .internal
    case CXLinkage_External, CXLinkage_UniqueExternal: .external
    default: .other(UInt32(linkage.rawValue))
    }
  }

  /// Whether a variable or function is declared `static`.
  package var isStatic: Bool { clang_Cursor_getStorageClass(raw) == CX_SC_Static }

  /// Whether a variable or function is declared `extern`.
  package var isExtern: Bool { clang_Cursor_getStorageClass(raw) == CX_SC_Extern }

  /// Whether a field is an anonymous struct or union: one without a name of its own.
  package var isAnonymousMember: Bool {
    let type = clang_getCanonicalType(clang_getCursorType(raw))
    return clang_Cursor_isAnonymousRecordDecl(clang_getTypeDeclaration(type)) != 0
  }

  /// Whether a variable is declared `register`.
  package var isRegister: Bool { clang_Cursor_getStorageClass(raw) == CX_SC_Register }

  /// The parameters of a function.
  package var parameters: [Cursor] {
    (0..<max(0, clang_Cursor_getNumArguments(raw))).compactMap { index in
      Cursor(validating: clang_Cursor_getArgument(raw, UInt32(index)), in: unit)
    }
  }

  /// Whether a variable's declaration makes room for it: it is not `extern`, or initialised.
  package var isStorage: Bool { !isExtern || initializer != nil }

  /// The expression that initialises a variable.
  package var initializer: Cursor? {
    Cursor(validating: clang_Cursor_getVarDeclInitializer(raw), in: unit)
  }

  /// The value of an enumeration constant, as the bits of a 64-bit integer.
  package var enumConstantValue: Int64 {
    // The constant is as wide as its enumeration, so the other getter would extend the wrong sign.
    let type = clang_getEnumDeclIntegerType(clang_getCursorSemanticParent(raw))
    if TypeKind(clang_getCanonicalType(type).kind) == .unsignedInteger {
      return Int64(bitPattern: clang_getEnumConstantDeclUnsignedValue(raw))
    }
    return clang_getEnumConstantDeclValue(raw)
  }
}
