/// A condition over the state.
public indirect enum Condition: Hashable, Sendable {
  case always
  case never
  case compare(Variable, Comparison, Value)
  case all([Condition])
  case any([Condition])

  /// It holds exactly when this one does not.
  public var negated: Condition {
    switch self {
    case .always: .never
    case .never: .always
    case .compare(let variable, let comparison, let value):
      .compare(variable, comparison.negated, value)
    case .all(let parts): .any(parts.map(\.negated))
    case .any(let parts): .all(parts.map(\.negated))
    }
  }

  /// The same as clauses of which at most one holds in any state, so that a guard that is a
  /// disjunction does not become several equal steps.
  ///
  /// - Complexity: exponential in the number of alternatives; guards are small.
  var clauses: [[DraftTerm]] {
    switch self {
    case .always: [[]]
    case .never: []
    case .compare(let variable, let comparison, let value):
      [[DraftTerm(cell: variable.reference, comparison: comparison, operand: value)]]
    case .all(let parts):
      parts.reduce([[]]) { clauses, part in
        let more = part.clauses
        return clauses.flatMap { clause in more.map { clause + $0 } }
      }
    case .any(let parts):
      parts.indices.flatMap { index in
        Condition.all(parts[..<index].map(\.negated) + [parts[index]]).clauses
      }
    }
  }
}
