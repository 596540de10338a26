import LockIR

/// What the ways of a callee say about its arguments and what these point to.
extension FunctionInterpreter {
  /// Whether a callee only returns so with arguments that it does not get here.
  func isRuledOut(
    _ row: ExitRow, of callee: Summary, at call: CallSite, _ state: PathState
  ) -> Bool {
    let isOther = row.learned.contains { parameter, value in
      Int(parameter) < call.arguments.count
        && evaluator.evaluate(call.arguments[Int(parameter)], state.facts).excludes(value)
    }
    return isOther
      || row.pointees.contains { pointee, value in
        guard !isSet(pointee, by: callee), let place = self.value(of: pointee, at: call) else {
          return false
        }
        return evaluator.evaluate(place, state.facts).excludes(value)
      }
  }

  /// Whether a function sets what its parameter points to: what is so when it returns need not have been so
  /// when it was called. A guard is set where it is made, which calls do not show.
  private func isSet(_ pointee: Relevance.Pointee, by callee: Summary) -> Bool {
    guard let field = pointee.field, !engine.index.vocabulary.isGuard(field.record) else {
      return true
    }
    return engine.index.fieldStores[field]?.contains { $0.function == callee.function } ?? false
  }

  /// What an argument of a call points to; nil if the caller does not look at it.
  private func value(of pointee: Relevance.Pointee, at call: CallSite) -> ValueID? {
    guard Int(pointee.parameter) < call.arguments.count else { return nil }
    return function.load(at: call.arguments[Int(pointee.parameter)], pointee.field)
  }

  /// Takes up what a callee's return says about its arguments.
  func learn(_ row: ExitRow, at call: CallSite, _ facts: inout PathFacts) {
    for (parameter, value) in row.learned where Int(parameter) < call.arguments.count {
      learn(value, of: call.arguments[Int(parameter)], &facts)
    }
    for (pointee, value) in row.pointees {
      if let place = self.value(of: pointee, at: call) { learn(value, of: place, &facts) }
    }
  }

  private func learn(_ known: AbstractValue, of value: ValueID, _ facts: inout PathFacts) {
    switch evaluator.evaluate(value, facts) {
    case .unknown, .nonzero, .pointer(mayBeNull: true): facts[value] = known
    case .constant, .oneOf, .bits, .pointer, .part, .error, .function: return
    }
  }
}
