import LockIR

/// Calls whose results say what they have given up.
extension FunctionInterpreter {
  /// The states after a call that gives a lock of this function back if its result has one of some bits: one
  /// for each of them, and one for none.
  ///
  /// Who does not ask for the bits has not let the callee do it, and what a caller holds is the caller's to ask
  /// about.
  func release(
    _ use: LockUse, ifResultHas bits: [Int], of call: CallSite, _ state: PathState
  ) -> [PathState] {
    guard let result = call.result, state.holds(use.resource),
      asks(forAnyOf: bits.reduce(0) { $0 | 1 << $1 }, of: call)
    else { return [state] }
    var others = KnownBits()
    var states: [PathState] = []
    for bit in bits {
      var released = state
      released.release(use, isOne: false)
      released.facts[result] = AbstractValue(KnownBits(set: 1 << bit, clear: others.clear))
      states.append(released)
      others.clear |= 1 << bit
    }
    var kept = state
    kept.facts[result] = AbstractValue(others)
    return [kept] + states
  }

  /// Whether the function looks at some bits of what a call returns.
  private func asks(forAnyOf bits: Int64, of call: CallSite) -> Bool {
    let answers = [call.result] + function.places(ofResult: call.number).map(function.load(at:))
    return function.values.contains { value in
      guard case .binary(.and, let word, let mask) = value, answers.contains(word),
        case .constant(let asked) = function[mask]
      else { return false }
      return asked & bits != 0
    }
  }
}
