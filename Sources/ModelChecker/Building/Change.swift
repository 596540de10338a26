/// One assignment of a step.
public enum Change: Hashable, Sendable {
  case set(Variable, Value)
  case add(Variable, Value)
  case subtract(Variable, Value)

  var draft: DraftAction {
    switch self {
    case .set(let variable, let value): .set(variable.reference, value)
    case .add(let variable, let value): .add(variable.reference, value)
    case .subtract(let variable, let value): .subtract(variable.reference, value)
    }
  }
}
