import LockIR

/// What lowering needs to know about a declaration that an expression refers to.
enum Declaration {
  /// What a call of a function means to the language itself.
  enum FunctionRole {
    case ordinary
    case noReturn
    /// Declared with the attribute `error`: a compiler refuses to call it, so a call that is left
    /// stands where the compiler would have known more.
    case refused
    /// `__builtin_expect`: its first argument.
    case expectation
    case isConstant
    /// Another builtin that the compiler may fold.
    case foldable
  }

  case function(symbol: NameID, role: FunctionRole)
  /// A global variable or a static local one.
  case global(symbol: NameID, isAggregate: Bool)
  case automatic
  case enumConstant(Int64)
  /// A field; `name` is nil for an anonymous struct or union, which is no level of its own.
  case field(record: NameID, name: NameID?, isAggregate: Bool)
  case other
}
