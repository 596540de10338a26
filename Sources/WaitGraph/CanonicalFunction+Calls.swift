import LockIR

/// The calls of a function, by what they return.
extension CanonicalFunction {
  /// A call and what it is made with, by their canonical values.
  struct Call {
    let ordinal: Int
    let callee: ValueID
    let arguments: [ValueID]
    /// The function that is called by its name; nil behind a pointer.
    let symbol: NameID?
  }

  /// What the call of an operation is passed first, by its canonical value.
  func firstArgument(at ordinal: Int) -> ValueID? {
    guard case .call(_, _, let arguments) = operation(ordinal).kind else { return nil }
    return arguments.first.map(canonicalID)
  }

  /// The call whose result a value is.
  func call(returning value: ValueID) -> Call? {
    guard case .result(let number) = self[value], let ordinal = callOrdinals[number],
      case .call(_, let callee, let arguments) = operation(ordinal).kind
    else { return nil }
    let called = canonicalID(callee)
    let symbol: NameID? = if case .function(let name) = self[called] { name } else { nil }
    return Call(
      ordinal: ordinal, callee: called, arguments: arguments.map { canonicalID($0) },
      symbol: symbol)
  }
}
