import LockIR

/// Which functions a function pointer may hold: a flow-insensitive inclusion analysis over fields (by
/// record and name), parameters, variables, globals and returned values.
///
/// May over-report: two objects of one record share their fields. May miss: pointers that travel
/// through memory that has no field, or through integers.
///
/// Source: L. O. Andersen, "Program Analysis and Specialization for the C Programming Language", 1994,
/// chapter 4, restricted to function addresses and field-based.
struct PointerFlow: Sendable {
  /// Something that can hold a pointer.
  enum Node: Hashable, Sendable {
    case field(FieldKey)
    case parameter(FunctionID, Int32)
    case local(FunctionID, LocalID)
    case returned(FunctionID)
    case global(NameID)
  }

  private var identifiers: [Node: Int] = [:]
  private var targets: [Set<NameID>] = []
  /// What each node has got since it last told its successors.
  private var news: [[NameID]] = []
  private var successors: [[Int]] = []
  /// Indirect calls that pass pointers, by the node of the pointer called.
  private var calls: [Int: [(function: FunctionID, ordinal: Int)]] = [:]

  /// - Complexity: each function crosses each edge between pointers once; cubic in the number of pointers in the
  ///   worst case.
  init(_ index: ProgramIndex) {
    var pending: [Int] = []
    for position in index.functions.indices { collect(FunctionID(position), index, &pending) }
    for initializer in index.program.initializers {
      guard case .function(let symbol) = initializer.content else { continue }
      let node: Node =
        if let field = initializer.path.last {
          .field(FieldKey(record: field.record, name: field.name))
        } else {
          .global(initializer.global)
        }
      add(symbol, to: identifier(node), &pending)
    }
    solve(index, &pending)
  }

  /// The functions that may be stored where `node` is, by symbol, sorted.
  func functions(in node: Node) -> [NameID] {
    identifiers[node].map { targets[$0].sorted() } ?? []
  }

  /// The functions that a canonical value may be, by symbol, sorted.
  func functions(of value: ValueID, in function: FunctionID, _ index: ProgramIndex) -> [NameID] {
    if case .function(let symbol) = index[function][value] { return [symbol] }
    return node(of: value, in: function, index).map { functions(in: $0) } ?? []
  }

  /// Where a canonical value was read from.
  private func node(of value: ValueID, in function: FunctionID, _ index: ProgramIndex) -> Node? {
    let code = index[function]
    switch code[value] {
    case .load(let place): return self.place(place, in: function, index)
    // An array of pointers, by its address.
    case .local, .element, .global: return place(value, in: function, index)
    case .result:
      guard let symbol = code.call(returning: value)?.symbol,
        case .defined(let target) = index.callee(named: symbol)
      else { return nil }
      return .returned(target)
    // A function is its own address: `*fn` and `fn` are the same.
    default: return nil
    }
  }

  private func place(_ address: ValueID, in function: FunctionID, _ index: ProgramIndex) -> Node? {
    let code = index[function]
    switch code[address] {
    case .field(_, let record, let name): return .field(FieldKey(record: record, name: name))
    case .element(let base, _): return place(base, in: function, index)
    case .global(let symbol): return .global(symbol)
    case .local(let local):
      return Int(local.index) < code.function.parameterCount
        ? .parameter(function, local.index) : .local(function, local)
    // A pointer to a function pointer, or `*fn`.
    case .load(let inner): return place(inner, in: function, index)
    default: return nil
    }
  }

  private mutating func identifier(_ node: Node) -> Int {
    if let known = identifiers[node] { return known }
    let id = targets.count
    identifiers[node] = id
    targets.append([])
    news.append([])
    successors.append([])
    return id
  }

  private mutating func add(_ symbol: NameID, to id: Int, _ pending: inout [Int]) {
    guard targets[id].insert(symbol).inserted else { return }
    if news[id].isEmpty { pending.append(id) }
    news[id].append(symbol)
  }

  private mutating func flow(
    _ value: ValueID, in function: FunctionID, to destination: Node, _ index: ProgramIndex,
    _ pending: inout [Int]
  ) {
    if case .function(let symbol) = index[function][value] {
      add(symbol, to: identifier(destination), &pending)
    } else if let source = node(of: value, in: function, index), source != destination {
      let from = identifier(source)
      let to = identifier(destination)
      successors[from].append(to)
      for symbol in targets[from].sorted() { add(symbol, to: to, &pending) }
    }
  }

  private mutating func collect(
    _ id: FunctionID, _ index: ProgramIndex, _ pending: inout [Int]
  ) {
    let code = index[id]
    for (number, block) in code.function.blocks.enumerated() {
      for (offset, operation) in block.operations.enumerated() {
        switch operation.kind {
        case .store(let address, let value):
          if let node = place(code.canonicalID(address), in: id, index) {
            flow(code.canonicalID(value), in: id, to: node, index, &pending)
          }
        case .call(_, let callee, let arguments):
          switch index.callee(callee, in: code) {
          case .defined(let target): pass(arguments, from: id, to: target, index, &pending)
          case .indirect(let pointer):
            guard let node = node(of: pointer, in: id, index) else { continue }
            calls[identifier(node), default: []].append((id, code.firstOrdinal[number] + offset))
          case .vocabulary, .external: break
          }
        case .evaluate: break
        }
      }
      if case .return(let value?) = block.terminator {
        flow(code.canonicalID(value), in: id, to: .returned(id), index, &pending)
      }
    }
  }

  private mutating func pass(
    _ arguments: [ValueID], from caller: FunctionID, to target: FunctionID, _ index: ProgramIndex,
    _ pending: inout [Int]
  ) {
    let code = index[caller]
    for (position, argument) in arguments.prefix(index[target].function.parameterCount).enumerated()
    {
      flow(
        code.canonicalID(argument), in: caller, to: .parameter(target, Int32(position)), index,
        &pending)
    }
  }

  private mutating func solve(_ index: ProgramIndex, _ pending: inout [Int]) {
    var linked: Set<Link> = []
    while let id = pending.popLast() {
      let fresh = news[id]
      news[id] = []
      for successor in successors[id] {
        for symbol in fresh { add(symbol, to: successor, &pending) }
      }
      for call in calls[id] ?? [] {
        for symbol in fresh {
          guard case .defined(let target) = index.callee(named: symbol),
            linked.insert(Link(caller: call.function, ordinal: call.ordinal, target: target))
              .inserted,
            case .call(_, _, let arguments) = index[call.function].operation(call.ordinal).kind
          else { continue }
          pass(arguments, from: call.function, to: target, index, &pending)
        }
      }
    }
  }

  /// A call that has been connected to a target.
  private struct Link: Hashable {
    let caller: FunctionID
    let ordinal: Int
    let target: FunctionID
  }
}
