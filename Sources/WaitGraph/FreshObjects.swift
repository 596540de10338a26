import LockIR
import RuleCatalog

/// Tells which ways are not taken for an object that a function on them has just made: its fields hold what that
/// function has set them to, and zero where it has set nothing.
struct FreshObjects {
  let graph: WaitGraph

  /// Whether the way of an edge depends on a field of such an object that holds something else, or ends with
  /// waiting for the methods of an attribute of it, which nobody can have opened before.
  ///
  /// - Complexity: the length of the way, times the square of the blocks of each function on it.
  func exclude(_ edge: HoldEdge) -> Bool {
    var known: [Int32: FreshObject] = [:]
    let path = graph.path(of: edge)
    for (position, step) in path.enumerated() where step.ordinal >= 0 {
      let code = graph.index[step.function]
      if !known.isEmpty {
        if code.tests(around: Int(step.ordinal)).contains(where: { excludes($0, known, code) }) {
          return true
        }
        if position == path.count - 1, isMethodWait(edge.effect),
          arguments(of: step.ordinal, code).contains(where: { known[parameter($0, code)] != nil })
        {
          return true
        }
      }
      known = passed(by: step, known, code)
    }
    return false
  }

  private func isMethodWait(_ effect: EffectID) -> Bool {
    graph[effect].kind == .flush
      && graph[effect].resource.map { graph.resources[$0].kind == .method } == true
  }

  // MARK: Ways down

  /// The fresh objects among the arguments of a call, by position.
  private func passed(
    by step: PathStep, _ known: [Int32: FreshObject], _ code: CanonicalFunction
  ) -> [Int32: FreshObject] {
    var result: [Int32: FreshObject] = [:]
    for (position, argument) in arguments(of: step.ordinal, code).enumerated() {
      let (root, part) = place(of: argument, code)
      if let object = known[parameter(root, code)] {
        result[Int32(position)] = FreshObject(
          maker: object.maker, made: object.made, left: object.left, pointer: object.pointer,
          part: object.part + part)
      } else if let made = creation(of: root, before: Int(step.ordinal), code) {
        result[Int32(position)] = FreshObject(
          maker: step.function, made: made, left: Int(step.ordinal), pointer: root, part: part)
      }
    }
    return result
  }

  /// The operation that has made what a pointer leads to, if the pointer leads to nothing else there.
  private func creation(
    of pointer: ValueID, before ordinal: Int, _ code: CanonicalFunction
  ) -> Int? {
    if let made = allocation(pointer, code) { return made }
    guard case .load(let variable) = code[pointer], case .local = code[variable] else { return nil }
    var last: Int?
    for number in 0..<ordinal {
      guard case .store(let address, let value) = code.operation(number).kind,
        code.canonicalID(address) == variable
      else { continue }
      last = nil
      if let made = allocation(code.canonicalID(value), code), code.dominates(made, ordinal) {
        last = made
      }
    }
    return last
  }

  private func allocation(_ value: ValueID, _ code: CanonicalFunction) -> Int? {
    guard let call = code.call(returning: value), let symbol = call.symbol,
      graph.index.vocabulary.clearsMemory(symbol)
    else { return nil }
    return call.ordinal
  }

  private func arguments(of ordinal: Int32, _ code: CanonicalFunction) -> [ValueID] {
    guard case .call(_, _, let arguments) = code.operation(Int(ordinal)).kind else { return [] }
    return arguments.map(code.canonicalID)
  }

  /// The parameter that a value is, or a number that no parameter has. A function may take a reference to what
  /// it was given, and go on with what that returns: `dev = get_device(dev)`.
  private func parameter(_ value: ValueID, _ code: CanonicalFunction) -> Int32 {
    if let parameter = code.parameter(readBy: value) { return parameter }
    guard case .load(let variable) = code[value], case .local(let local) = code[variable],
      Int(local.index) < code.function.parameterCount
    else { return -1 }
    let isSame = code.stores.filter { $0.address == variable }.allSatisfy { store in
      code.call(returning: store.value)?.arguments.first == value
    }
    return isSame ? local.index : -1
  }

  /// The pointer that an address is found by, and the fields on the way.
  private func place(
    of address: ValueID, _ code: CanonicalFunction
  ) -> (root: ValueID, part: [FieldKey]) {
    guard case .field(let base, let record, let name) = code[address] else { return (address, []) }
    let (root, part) = place(of: base, code)
    return (root, part + [FieldKey(record: record, name: name)])
  }

  // MARK: What fields hold

  /// Whether a test came out as it does not for a fresh object.
  private func excludes(
    _ test: CanonicalFunction.Test, _ known: [Int32: FreshObject], _ code: CanonicalFunction
  ) -> Bool {
    let (asked, isSet) = code.asked(by: test)
    guard case .load(let address) = code[asked] else { return false }
    let (root, part) = place(of: address, code)
    guard !part.isEmpty, let object = known[parameter(root, code)],
      let value = value(of: object.part + part, in: object)
    else { return false }
    return (value != 0) != isSet
  }

  /// The constant that a part of an object holds when the function that made it hands it on; nil if that is
  /// not known.
  private func value(of part: [FieldKey], in object: FreshObject) -> Int64? {
    let code = graph.index[object.maker]
    var result: Int64? = 0
    for ordinal in object.made..<object.left {
      switch code.operation(ordinal).kind {
      case .store(let address, let value):
        let (root, stored) = place(of: code.canonicalID(address), code)
        guard root == object.pointer, stored == part else { continue }
        result = constant(code.canonicalID(value), code)
      case .call(_, let callee, let arguments):
        guard case .defined(let target) = graph.index.callee(callee, in: code) else { continue }
        for (position, argument) in arguments.enumerated() {
          let (root, given) = place(of: code.canonicalID(argument), code)
          guard root == object.pointer, part.starts(with: given) else { continue }
          for value in stores(to: Array(part.dropFirst(given.count)), of: position, in: target) {
            result = value
          }
        }
      case .evaluate: continue
      }
    }
    return result
  }

  /// What a function stores in a part of what its parameter points to; nil for what is no constant.
  private func stores(
    to part: [FieldKey], of parameter: Int, in function: FunctionID
  ) -> [Int64?] {
    let code = graph.index[function]
    return code.stores.compactMap { address, value -> Int64?? in
      let (root, stored) = place(of: address, code)
      guard code.parameter(readBy: root) == Int32(parameter), stored == part else { return nil }
      return .some(constant(value, code))
    }
  }

  private func constant(_ value: ValueID, _ code: CanonicalFunction) -> Int64? {
    if case .constant(let number) = code[value] { number } else { nil }
  }
}
