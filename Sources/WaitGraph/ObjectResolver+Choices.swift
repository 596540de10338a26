import LockIR

/// Objects that a condition chooses.
extension ObjectResolver {
  /// The objects of which an address is one, if a test decides which: both of a conditional expression, or what a
  /// helper returns that has one. Empty if there is nothing to choose, or not all of them are known.
  func choices(at address: ValueID, in id: FunctionID) -> [ObjectKey] {
    let code = index[id]
    switch code[address] {
    case .load(let place):
      guard case .local(let local) = code[place] else { return [] }
      let stores = stores(to: local, in: code)
      guard stores.count == 2, !code.dominates(stores[0].ordinal, stores[1].ordinal),
        !code.dominates(stores[1].ordinal, stores[0].ordinal)
      else { return [] }
      let objects = stores.map { object(at: $0.value, in: id) }
      return objects[0] != objects[1] && objects.allSatisfy(isPlace) ? objects : []
    case .result:
      guard let symbol = code.call(returning: address)?.symbol,
        case .defined(let target) = index.callee(named: symbol),
        let returned = index[target].onlyReturnedValue
      else { return [] }
      return choices(at: returned, in: target)
    default: return []
    }
  }

  private func stores(
    to local: LocalID, in code: CanonicalFunction
  ) -> [(ordinal: Int, value: ValueID)] {
    (0..<code.operationCount).compactMap { ordinal in
      guard case .store(let address, let value) = code.operation(ordinal).kind,
        code[code.canonicalID(address)] == .local(local)
      else { return nil }
      return (ordinal, code.canonicalID(value))
    }
  }

  /// Whether an object goes by the same name in every function.
  private func isPlace(_ object: ObjectKey) -> Bool {
    switch object {
    case .field, .global: true
    default: false
    }
  }
}
