extension Operation.Kind {
  /// The values that the operation uses.
  package var values: [ValueID] {
    switch self {
    case .store(let address, let value): [address, value]
    case .call(_, let callee, let arguments): [callee] + arguments
    case .evaluate(let value): [value]
    }
  }

  /// The same operation on other values.
  package func mapValues(_ map: (ValueID) -> ValueID) -> Operation.Kind {
    switch self {
    case .store(let address, let value): .store(address: map(address), value: map(value))
    case .call(let number, let callee, let arguments):
      .call(number: number, callee: map(callee), arguments: arguments.map(map))
    case .evaluate(let value): .evaluate(map(value))
    }
  }
}
