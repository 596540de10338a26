import LockIR

/// Tells which pointers lead to objects that the function, or a callee that returned them, has just made.
struct NewObjects {
  /// How many variables and functions may hand an object on.
  private static let maximumDepth = 4

  let index: ProgramIndex

  /// Whether the lock that an edge asks for is a part of such an object, made on the way down: it is another one
  /// than any that is held elsewhere.
  ///
  /// - Complexity: the length of the way, times the size of each function on it.
  func areAskedFor(on path: [PathStep]) -> Bool {
    var known: Set<Int> = []
    for (position, step) in path.enumerated() {
      let code = index[step.function]
      guard step.ordinal >= 0,
        case .call(_, _, let arguments) = code.operation(Int(step.ordinal)).kind
      else { return false }
      let new = arguments.indices.filter { number in
        let root = code.root(of: code.canonicalID(arguments[number]))
        return code.parameter(readBy: root).map { known.contains(Int($0)) } ?? isNew(root, in: code)
      }
      if position == path.count - 1 { return new.first == 0 }
      if new.isEmpty, !known.isEmpty { return false }
      known = Set(new)
    }
    return false
  }

  private func isNew(_ value: ValueID, in code: CanonicalFunction, depth: Int = 0) -> Bool {
    guard depth <= Self.maximumDepth else { return false }
    switch code[value] {
    case .result:
      guard let symbol = code.call(returning: value)?.symbol else { return false }
      return index.vocabulary.makes(symbol) || isMaker(symbol, depth: depth)
    case .load(let variable):
      guard case .local(let local) = code[variable],
        Int(local.index) >= code.function.parameterCount
      else { return false }
      let values = code.stores.filter { $0.address == variable }.map(\.value)
        .filter { !code[$0].isConstant }
      return !values.isEmpty
        && values.allSatisfy { $0 != value && isNew($0, in: code, depth: depth + 1) }
    default: return false
    }
  }

  /// Whether a function returns an object of its own making, unless it fails.
  private func isMaker(_ symbol: NameID, depth: Int) -> Bool {
    guard depth < Self.maximumDepth, case .defined(let target) = index.callee(named: symbol) else {
      return false
    }
    let code = index[target]
    return code.function.blocks.contains { block in
      guard case .return(let value?) = block.terminator else { return false }
      return isNew(code.canonicalID(value), in: code, depth: depth + 1)
    }
  }
}
