internal import CLibclang

/// What a node of a syntax tree is.
package enum CursorKind: Hashable, Sendable {
  case translationUnit
  // Declarations
  case structDecl, unionDecl, enumDecl, fieldDecl, enumConstantDecl
  case functionDecl, varDecl, parmDecl, typedefDecl
  // References
  case typeRef, memberRef, labelRef
  // Expressions
  /// What libclang has no kind for: implicit casts, designators, `offsetof`, `a ?: b`, …
  case unexposedExpr
  case declRefExpr, memberRefExpr, callExpr
  case integerLiteral, floatingLiteral, stringLiteral, characterLiteral
  case parenExpr, unaryOperator, arraySubscriptExpr, binaryOperator, compoundAssignOperator
  case conditionalOperator, cStyleCastExpr, compoundLiteralExpr, initListExpr
  case addrLabelExpr, stmtExpr, genericSelectionExpr
  /// `sizeof` and `alignof`.
  case sizeofExpr
  // Statements
  case unexposedStmt, labelStmt, compoundStmt, caseStmt, defaultStmt, ifStmt, switchStmt
  case whileStmt, doStmt, forStmt, gotoStmt, indirectGotoStmt, continueStmt, breakStmt
  case returnStmt, asmStmt, nullStmt, declStmt
  // Attributes
  case unexposedAttr
  case other(UInt32)

  init(_ raw: CXCursorKind) {
    self =
      switch raw {
      case CXCursor_TranslationUnit: .translationUnit
      case CXCursor_StructDecl: .structDecl
      case CXCursor_UnionDecl: .unionDecl
      case CXCursor_EnumDecl: .enumDecl
      case CXCursor_FieldDecl: .fieldDecl
      case CXCursor_EnumConstantDecl: .enumConstantDecl
      case CXCursor_FunctionDecl: .functionDecl
      case CXCursor_VarDecl: .varDecl
      case CXCursor_ParmDecl: .parmDecl
      case CXCursor_TypedefDecl: .typedefDecl
      case CXCursor_TypeRef: .typeRef
      case CXCursor_MemberRef: .memberRef
      case CXCursor_LabelRef: .labelRef
      case CXCursor_UnexposedExpr: .unexposedExpr
      case CXCursor_DeclRefExpr: .declRefExpr
      case CXCursor_MemberRefExpr: .memberRefExpr
      case CXCursor_CallExpr: .callExpr
      case CXCursor_IntegerLiteral: .integerLiteral
      case CXCursor_FloatingLiteral: .floatingLiteral
      case CXCursor_StringLiteral: .stringLiteral
      case CXCursor_CharacterLiteral: .characterLiteral
      case CXCursor_ParenExpr: .parenExpr
      case CXCursor_UnaryOperator: .unaryOperator
      case CXCursor_ArraySubscriptExpr: .arraySubscriptExpr
      case CXCursor_BinaryOperator: .binaryOperator
      case CXCursor_CompoundAssignOperator: .compoundAssignOperator
      case CXCursor_ConditionalOperator: .conditionalOperator
      case CXCursor_CStyleCastExpr: .cStyleCastExpr
      case CXCursor_CompoundLiteralExpr: .compoundLiteralExpr
      case CXCursor_InitListExpr: .initListExpr
      case CXCursor_AddrLabelExpr: .addrLabelExpr
      case CXCursor_StmtExpr: .stmtExpr
      case CXCursor_GenericSelectionExpr: .genericSelectionExpr
      case CXCursor_UnaryExpr: .sizeofExpr
      case CXCursor_UnexposedStmt: .unexposedStmt
      case CXCursor_LabelStmt: .labelStmt
      case CXCursor_CompoundStmt: .compoundStmt
      case CXCursor_CaseStmt: .caseStmt
      case CXCursor_DefaultStmt: .defaultStmt
      case CXCursor_IfStmt: .ifStmt
      case CXCursor_SwitchStmt: .switchStmt
      case CXCursor_WhileStmt: .whileStmt
      case CXCursor_DoStmt: .doStmt
      case CXCursor_ForStmt: .forStmt
      case CXCursor_GotoStmt: .gotoStmt
      case CXCursor_IndirectGotoStmt: .indirectGotoStmt
      case CXCursor_ContinueStmt: .continueStmt
      case CXCursor_BreakStmt: .breakStmt
      case CXCursor_ReturnStmt: .returnStmt
      case CXCursor_GCCAsmStmt, CXCursor_MSAsmStmt: .asmStmt
      case CXCursor_NullStmt: .nullStmt
      case CXCursor_DeclStmt: .declStmt
      case CXCursor_UnexposedAttr: .unexposedAttr
      default: .other(UInt32(raw.rawValue))
      }
  }

  /// Whether the node is an expression, something with a value.
  package var isExpression: Bool {
    switch self {
    case .unexposedExpr, .declRefExpr, .memberRefExpr, .callExpr, .integerLiteral,
      .floatingLiteral, .stringLiteral, .characterLiteral, .parenExpr, .unaryOperator,
      .arraySubscriptExpr, .binaryOperator, .compoundAssignOperator, .conditionalOperator,
      .cStyleCastExpr, .compoundLiteralExpr, .initListExpr, .addrLabelExpr, .stmtExpr,
      .genericSelectionExpr, .sizeofExpr:
      true
    case .other(let raw):
      clang_isExpression(CXCursorKind(rawValue: CXCursorKind.RawValue(raw))) != 0
    default: false
    }
  }
}
