import LockIR

extension CanonicalFunction {
  /// What is stored where, both by their canonical identifiers, in the order of the operations.
  ///
  /// - Complexity: linear in the function's operations.
  var stores: some Sequence<(address: ValueID, value: ValueID)> {
    function.blocks.lazy.flatMap(\.operations).compactMap { operation in
      guard case .store(let address, let value) = operation.kind else { return nil }
      return (self.canonicalID(address), self.canonicalID(value))
    }
  }

  /// The addresses at which the result of a call is stored, canonical, in the order of the operations.
  func places(ofResult call: Int32) -> [ValueID] {
    stores.filter { self[$0.value] == .result(call) }.map(\.address)
  }
}
