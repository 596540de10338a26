import LockIR

/// Conditions that ask the same.
extension CanonicalFunction {
  /// The functions that it calls by their names.
  ///
  /// `definition`: the function that a name stands for, if its body is to be looked into.
  ///
  /// - Complexity: linear in the operations.
  func callees(_ definition: (NameID) -> FunctionID?) -> Set<FunctionID> {
    var result: Set<FunctionID> = []
    for block in function.blocks {
      for operation in block.operations {
        guard case .call(_, let callee, _) = operation.kind,
          case .function(let symbol) = self[canonicalID(callee)], let target = definition(symbol)
        else { continue }
        result.insert(target)
      }
    }
    return result
  }

  /// Whether an address is got to by following a pointer.
  func isReached(_ address: ValueID, from pointer: ValueID) -> Bool {
    switch self[address] {
    case .field(let base, _, _), .element(let base, _), .load(let base):
      base == pointer || isReached(base, from: pointer)
    default: false
    }
  }

  /// Whether two conditions ask the same of the same: they are equal but for calls of one function with the
  /// same arguments, whatever that answers each time.
  func isSameQuestion(_ first: ValueID, _ second: ValueID) -> Bool {
    if first == second { return true }
    switch (self[first], self[second]) {
    case (.result, .result):
      guard let call = call(returning: first), let again = self.call(returning: second) else {
        return false
      }
      return call.arguments.count == again.arguments.count
        && zip([call.callee] + call.arguments, [again.callee] + again.arguments)
          .allSatisfy { isSameQuestion($0, $1) }
    case (.unary(let op, let one), .unary(let otherOp, let other)):
      return op == otherOp && isSameQuestion(one, other)
    case (.binary(let op, let left, let right), .binary(let otherOp, let otherLeft, let otherRight)):
      return op == otherOp && isSameQuestion(left, otherLeft) && isSameQuestion(right, otherRight)
    default: return false
    }
  }

  /// Whether two branches ask the same in two places, and go the same way.
  func isSameTest(_ first: Test, _ second: Test) -> Bool {
    first.block != second.block && first.side == second.side
      && isSameQuestion(first.condition, second.condition)
  }

  /// Whether a condition asks for what some callee gets the address of, a variable or what a parameter points
  /// to, or for a variable that has the answer: the callee may say there whether it has given up a lock.
  func isToldByCallee(_ condition: ValueID) -> Bool {
    guard let place = placeAsked(by: condition) else { return false }
    if isGivenToCallee(place) { return true }
    // A warning keeps what it asks for in a variable of its own.
    guard case .local = self[place], let kept = onlyValue(storedTo: place),
      let answer = placeAsked(by: kept)
    else { return false }
    return isGivenToCallee(answer)
  }

  /// Whether a condition asks for what the function sets to a constant before a callee gets the address of it:
  /// a flag that is there for the answer.
  func isFlagForCallee(_ condition: ValueID) -> Bool {
    guard let place = placeAsked(by: condition), isGivenToCallee(place) else { return false }
    return stores.contains { $0.address == place && self[$0.value].isConstant }
  }

  /// The variable outside of the function that a condition asks for.
  func globalAsked(by condition: ValueID) -> NameID? {
    guard let place = placeAsked(by: condition), case .global(let symbol) = self[place] else {
      return nil
    }
    return symbol
  }

  /// The field that a canonical value is the address of.
  func field(at address: ValueID) -> FieldKey? {
    guard case .field(_, let record, let name) = self[address] else { return nil }
    return FieldKey(record: record, name: name)
  }

  /// The field that a canonical value was read from.
  func fieldRead(by value: ValueID) -> FieldKey? {
    guard case .load(let place) = self[value] else { return nil }
    return field(at: place)
  }

  /// Whether a condition asks for what a field has.
  func asksForField(_ condition: ValueID) -> Bool {
    guard let place = placeAsked(by: condition), case .field = self[place] else { return false }
    return true
  }

  /// Whether a branch asks for no more than whether there is an object, of which the function uses a field.
  func asksForObject(_ test: Test) -> Bool {
    let asked = asked(by: test).value
    return switch self[asked] {
    case .load, .result: hasFields(asked)
    default: false
    }
  }

  /// Whether a value is the address of something of which the function uses a field.
  private func hasFields(_ pointer: ValueID) -> Bool {
    values.contains { value in
      if case .field(let base, _, _) = value { base == pointer } else { false }
    }
  }

  /// Whether the function writes a variable outside of it.
  func sets(_ global: NameID) -> Bool {
    stores.contains { self[$0.address] == .global(global) }
  }

  /// Where that is which a condition asks for.
  private func placeAsked(by condition: ValueID) -> ValueID? {
    switch self[condition] {
    case .unary(.not, let operand): placeAsked(by: operand)
    case .binary(.equal, let operand, let zero) where self[zero] == .constant(0),
      .binary(.notEqual, let operand, let zero) where self[zero] == .constant(0):
      placeAsked(by: operand)
    case .binary(.and, let operand, let bits) where self[bits].isConstant:
      placeAsked(by: operand)
    case .load(let place): place
    default: nil
    }
  }

  /// Whether a callee gets the address of a variable, or a pointer that is in one.
  private func isGivenToCallee(_ place: ValueID) -> Bool {
    switch self[place] {
    case .local: break
    case .load(let pointer): guard case .local = self[pointer] else { return false }
    default: return false
    }
    return callOrdinals.values.contains { ordinal in
      guard case .call(_, _, let arguments) = operation(ordinal).kind else { return false }
      return arguments.contains { canonicalID($0) == place }
    }
  }

  private func onlyValue(storedTo place: ValueID) -> ValueID? {
    let written = stores.filter { $0.address == place }
    return written.count == 1 ? written[0].value : nil
  }
}
