import LockIR

/// Conditions that ask the same.
extension CanonicalFunction {
  /// Whether two conditions ask the same of the same: they are equal but for calls of one function with the
  /// same arguments, whatever that answers each time.
  func isSameQuestion(_ first: ValueID, _ second: ValueID) -> Bool {
    if first == second { return true }
    switch (self[first], self[second]) {
    case (.result(let one), .result(let other)):
      guard let call = arguments(of: one), let again = arguments(of: other) else { return false }
      return call.count == again.count && zip(call, again).allSatisfy { isSameQuestion($0, $1) }
    case (.unary(let op, let one), .unary(let otherOp, let other)):
      return op == otherOp && isSameQuestion(one, other)
    case (.binary(let op, let left, let right), .binary(let otherOp, let otherLeft, let otherRight)):
      return op == otherOp && isSameQuestion(left, otherLeft) && isSameQuestion(right, otherRight)
    default: return false
    }
  }

  /// Whether a condition asks for a variable of which some callee gets the address: that may say there whether
  /// it has given up a lock.
  func isToldByCallee(_ condition: ValueID) -> Bool {
    if case .unary(.not, let operand) = self[condition] { return isToldByCallee(operand) }
    guard case .load(let place) = self[condition], case .local = self[place] else { return false }
    return callOrdinals.values.contains { ordinal in
      guard case .call(_, _, let arguments) = operation(ordinal).kind else { return false }
      return arguments.contains { canonicalID($0) == place }
    }
  }

  /// What is called and with what, as one list.
  private func arguments(of call: Int32) -> [ValueID]? {
    guard let ordinal = callOrdinals[call],
      case .call(_, let callee, let arguments) = operation(ordinal).kind
    else { return nil }
    return ([callee] + arguments).map { canonicalID($0) }
  }
}
