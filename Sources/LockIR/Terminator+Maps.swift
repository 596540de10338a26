extension Terminator {
  /// The values that the terminator uses.
  package var values: [ValueID] {
    switch self {
    case .branch(let condition, _, _): [condition]
    case .select(let value, _, _): [value]
    case .return(let value): value.map { [$0] } ?? []
    case .jump, .any, .unreachable: []
    }
  }

  /// The same terminator on other values.
  package func mapValues(_ map: (ValueID) -> ValueID) -> Terminator {
    switch self {
    case .branch(let condition, let then, let otherwise):
      .branch(condition: map(condition), then: then, otherwise: otherwise)
    case .select(let value, let cases, let otherwise):
      .select(value: map(value), cases: cases, otherwise: otherwise)
    case .return(let value): .return(value.map(map))
    case .jump, .any, .unreachable: self
    }
  }

  /// The same terminator with other targets.
  package func mapTargets(_ map: (BlockID) -> BlockID) -> Terminator {
    switch self {
    case .jump(let target): .jump(map(target))
    case .branch(let condition, let then, let otherwise):
      .branch(condition: condition, then: map(then), otherwise: map(otherwise))
    case .select(let value, let cases, let otherwise):
      .select(
        value: value,
        cases: cases.map { Case(low: $0.low, high: $0.high, target: map($0.target)) },
        otherwise: map(otherwise))
    case .any(let targets): .any(targets.map(map))
    case .return, .unreachable: self
    }
  }
}
