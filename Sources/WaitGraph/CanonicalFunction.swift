package import LockIR

/// A function with its values rewritten so that equal values have equal identifiers wherever a
/// variable that is set once stands between them.
///
/// `struct c *c = x->c; lock(&c->lock); ... unlock(&x->c->lock)` gives both calls one argument.
///
/// A reference: everything asks it, and nothing changes it. `@unchecked`: only the initialiser writes.
package final class CanonicalFunction: @unchecked Sendable {
  package let function: Function
  /// The function's own values and those that rewriting added.
  private(set) var values: [Value]
  /// The rewritten identifier of each of the function's own values.
  private(set) var canonical: [ValueID]
  /// For each block, the number of operations before it: `firstOrdinal[b] + i` numbers all operations.
  let firstOrdinal: [Int]
  /// The operation that makes each call, by the call's number.
  let callOrdinals: [Int32: Int]
  /// Parameters that are never written.
  let stableParameters: Set<Int32>
  /// What paths are told apart by: the conditions that more than one branch tests, and the flags that were
  /// set to constants on the way.
  private(set) var retestedValues: [ValueID]
  private(set) var dependencies: ValueDependencies
  private(set) var dereferences = Dereferences.none
  /// The values that are read through a parameter that keeps its value, in order.
  private(set) var pointees: [(value: ValueID, pointee: Relevance.Pointee)] = []
  private var identifiers: [Value: ValueID]
  private var repeatable: Set<NameID> = []
  private let bits: BitOperations
  /// The first call of each repeatable function with the same arguments.
  private var firstCalls: [[ValueID]: Int32] = [:]

  /// `expressions`: the functions whose calls are what they compute. `repeatable`: those whose calls give
  /// the same for the same arguments. `bits`: those that test and change bits.
  init(
    _ function: Function, expressions: ExpressionFunctions = .none, repeatable: Set<NameID> = [],
    bits: BitOperations = .none
  ) {
    self.function = function
    self.bits = bits
    values = function.values
    identifiers = Dictionary(
      function.values.enumerated().map { ($1, ValueID($0)) },
      uniquingKeysWith: { first, _ in first })
    canonical = []
    retestedValues = []
    dependencies = ValueDependencies([])

    var firstOrdinal: [Int] = []
    var callOrdinals: [Int32: Int] = [:]
    var ordinal = 0
    for block in function.blocks {
      firstOrdinal.append(ordinal)
      for operation in block.operations {
        if case .call(let number, _, _) = operation.kind { callOrdinals[number] = ordinal }
        ordinal += 1
      }
    }
    firstOrdinal.append(ordinal)
    self.firstOrdinal = firstOrdinal
    self.callOrdinals = callOrdinals

    let assignments = LocalAssignments(function)
    stableParameters = Set(
      (0..<Int32(function.parameterCount)).filter { assignments.isNeverWritten(LocalID(Int($0))) })
    self.repeatable = repeatable
    rewriteAll(replacing: assignments.single, expressions)
    internPassedVariables()
    internSettings()
    retestedValues = conditionsTestedAgain()
    dependencies = ValueDependencies(values)
    pointees = values.indices.compactMap { position in
      pointee(readBy: ValueID(position)).map { (ValueID(position), $0) }
    }
    dereferences = Dereferences(self)
  }

  private func pointee(readBy value: ValueID) -> Relevance.Pointee? {
    guard case .load(let place) = self[value] else { return nil }
    if case .field(let base, let record, let name) = self[place] {
      return parameter(readBy: base).map {
        Relevance.Pointee(parameter: $0, field: FieldKey(record: record, name: name))
      }
    }
    return parameter(readBy: place).map { Relevance.Pointee(parameter: $0, field: nil) }
  }

  /// The parameter that a value is, if it keeps what the caller passed.
  func parameter(readBy value: ValueID) -> Int32? {
    guard case .load(let place) = self[value], case .local(let local) = self[place],
      stableParameters.contains(local.index)
    else { return nil }
    return local.index
  }

  /// Whether the branch at the end of one of these blocks depends on a value.
  func isTested(_ value: ValueID, at blocks: [Int]) -> Bool {
    blocks.contains { block in
      guard case .branch(let condition, _, _) = function.blocks[block].terminator else {
        return false
      }
      return uses(value, in: canonicalID(condition))
    }
  }

  /// The condition that decides whether an operation runs, and what runs if it does not: if its block is
  /// one side of a test and nothing else leads there.
  ///
  /// - Complexity: linear in the number of blocks.
  func test(before ordinal: Int) -> (condition: ValueID, otherSide: BlockID)? {
    let block = block(of: ordinal)
    var test: (ValueID, BlockID)?
    for other in function.blocks {
      switch other.terminator {
      case .branch(let value, let then, let otherwise) where then != otherwise:
        guard Int(then.index) == block || Int(otherwise.index) == block else { continue }
        guard test == nil else { return nil }
        test = (canonicalID(value), Int(then.index) == block ? otherwise : then)
      default:
        if other.terminator.successors.contains(where: { Int($0.index) == block }) { return nil }
      }
    }
    return test
  }

  /// The object that an address leads to a part of, or the address itself.
  func root(of address: ValueID) -> ValueID {
    switch self[address] {
    case .field(let base, _, _), .element(let base, _): root(of: base)
    default: address
    }
  }

  /// The block that an operation is in.
  func block(of ordinal: Int) -> Int { firstOrdinal.partitioningIndex { $0 > ordinal } - 1 }

  private func uses(_ part: ValueID, in whole: ValueID) -> Bool {
    if part == whole { return true }
    switch values[Int(whole.index)] {
    case .unary(_, let operand): return uses(part, in: operand)
    case .binary(_, let left, let right): return uses(part, in: left) || uses(part, in: right)
    default: return false
    }
  }

  /// By how many conditions paths are told apart, those that are tested most.
  private static let maximumRetested = 8

  private func conditionsTestedAgain() -> [ValueID] {
    let flags = FlagVariables(self)
    // A flag was decided once already, where it was set.
    var counts = Dictionary(uniqueKeysWithValues: flags.values.map { ($0, 1) })
    for block in function.blocks {
      guard case .branch(var condition, _, _) = block.terminator else { continue }
      condition = canonicalID(condition)
      while case .unary(.not, let operand) = values[Int(condition.index)] { condition = operand }
      counts[condition, default: 0] += 1
      for source in flags.sources(of: condition) { counts[source, default: 0] += 1 }
    }
    let tested = counts.filter { $0.value > 1 }.sorted {
      ($1.value, $0.key.index) < ($0.value, $1.key.index)
    }
    return tested.prefix(Self.maximumRetested).map(\.key)
  }

  package var operationCount: Int { firstOrdinal[firstOrdinal.count - 1] }

  package subscript(value: ValueID) -> Value { values[Int(value.index)] }

  /// The canonical identifier of one of the function's own values.
  func canonicalID(_ value: ValueID) -> ValueID { canonical[Int(value.index)] }

  /// The identifier of what a variable holds; nil if nothing reads it.
  func load(of local: LocalID) -> ValueID? {
    identifiers[.local(local)].flatMap { load(at: $0) }
  }

  /// The identifier of what is stored at a canonical address; nil if nothing reads it.
  func load(at address: ValueID) -> ValueID? { identifiers[.load(address)] }

  /// The identifier of what is stored in a field of the record at a canonical address, or at the address
  /// itself; nil if nothing reads it.
  func load(at address: ValueID, _ field: FieldKey?) -> ValueID? {
    guard let field else { return load(at: address) }
    return identifiers[.field(base: address, record: field.record, name: field.name)]
      .flatMap { load(at: $0) }
  }

  /// The identifier of what a call returns; nil if nothing reads it.
  func result(of call: Int32) -> ValueID? { identifiers[.result(call)] }

  /// What every return gives back, null aside; nil if returns differ.
  var onlyReturnedValue: ValueID? {
    var only: ValueID?
    for block in function.blocks {
      guard case .return(let value?) = block.terminator else { continue }
      let id = canonicalID(value)
      if values[Int(id.index)] == .constant(0) { continue }
      guard only == nil || only == id else { return nil }
      only = id
    }
    return only
  }

  /// The operation with this number.
  package func operation(_ ordinal: Int) -> Operation {
    let block = block(of: ordinal)
    return function.blocks[block].operations[ordinal - firstOrdinal[block]]
  }

  private func rewriteAll(
    replacing single: [LocalID: ValueID], _ expressions: ExpressionFunctions
  ) {
    var rewritten = [ValueID?](repeating: nil, count: function.values.count)
    var active: Set<ValueID> = []
    for index in function.values.indices {
      _ = rewrite(ValueID(index), single, expressions, into: &rewritten, active: &active)
    }
    canonical = rewritten.enumerated().map { $1 ?? ValueID($0) }
  }

  /// Gives an identifier to what each variable holds whose address is passed, and to each word of which bits
  /// are changed: the callee may read it.
  private func internPassedVariables() {
    for block in function.blocks {
      for operation in block.operations {
        guard case .call(_, let callee, let arguments) = operation.kind else { continue }
        for argument in arguments {
          let address = canonicalID(argument)
          if case .local = values[Int(address.index)] { _ = intern(.load(address)) }
        }
        if arguments.count > 1, case .function(let symbol) = values[Int(canonicalID(callee).index)],
          bits.isChange(symbol)
        {
          _ = intern(.load(canonicalID(arguments[1])))
        }
      }
    }
  }

  /// Gives an identifier to what each field holds that is set to a constant, and to the field itself of
  /// what is passed on: a callee may read it.
  private func internSettings() {
    let fields = stores.filter { store in
      guard case .field = self[store.address] else { return false }
      return self[store.value].isConstant
    }
    for field in fields { _ = intern(.load(field.address)) }
  }

  private func rewrite(
    _ id: ValueID, _ single: [LocalID: ValueID], _ expressions: ExpressionFunctions,
    into rewritten: inout [ValueID?], active: inout Set<ValueID>
  ) -> ValueID {
    if let known = rewritten[Int(id.index)] { return known }
    // A variable whose only value depends on itself has none before the loop: keep it as it is.
    guard active.insert(id).inserted else { return id }
    defer { active.remove(id) }
    func sub(_ part: ValueID) -> ValueID {
      rewrite(part, single, expressions, into: &rewritten, active: &active)
    }
    let result: ValueID
    switch function[id] {
    case .load(let address):
      if case .local(let local) = function[address], let value = single[local] {
        result = sub(value)
      } else {
        result = intern(.load(sub(address)))
      }
    case .field(let base, let record, let name):
      result = intern(.field(base: sub(base), record: record, name: name))
    case .element(let base, let index):
      result = intern(.element(base: sub(base), index: sub(index)))
    case .container(let base, let record, let field):
      result = intern(.container(base: sub(base), record: record, field: field))
    case .unary(let op, let operand): result = intern(.unary(op, sub(operand)))
    case .binary(let op, let left, let right): result = intern(.binary(op, sub(left), sub(right)))
    case .result(let number):
      if let (expression, arguments) = expression(of: number, expressions) {
        let canonical = arguments.map(sub)
        result =
          substitute(expression.value, of: expression.function, arguments: canonical) ?? id
      } else if let (word, mask) = bitTested(by: number, sub) {
        let left = intern(.load(word))
        result = intern(.binary(.and, left, intern(.constant(mask))))
      } else if let (symbol, arguments) = repeatableCall(number) {
        let key = [symbol] + arguments.map(sub)
        let first = firstCalls[key, default: number]
        firstCalls[key] = first
        result = intern(.result(first))
      } else {
        result = id
      }
    case .constant, .string, .function, .global, .local, .unknown: result = id
    }
    rewritten[Int(id.index)] = result
    return result
  }

  /// The word and the bit that a call tests.
  private func bitTested(
    by call: Int32, _ rewritten: (ValueID) -> ValueID
  ) -> (word: ValueID, mask: Int64)? {
    guard let ordinal = callOrdinals[call],
      case .call(_, let callee, let arguments) = operation(ordinal).kind, arguments.count > 1,
      case .function(let symbol) = function[callee], bits.tests.contains(symbol),
      let mask = BitOperations.mask(ofBit: values[Int(rewritten(arguments[0]).index)])
    else { return nil }
    return (rewritten(arguments[1]), mask)
  }

  /// The callee's own value and the arguments of a call that gives the same each time.
  private func repeatableCall(_ call: Int32) -> (callee: ValueID, arguments: [ValueID])? {
    guard let ordinal = callOrdinals[call],
      case .call(_, let callee, let arguments) = operation(ordinal).kind,
      case .function(let symbol) = function[callee], repeatable.contains(symbol)
    else { return nil }
    return (callee, arguments)
  }

  /// What a call computes, with its own arguments, if that is an expression of them.
  private func expression(
    of call: Int32, _ expressions: ExpressionFunctions
  ) -> (ExpressionFunctions.Expression, [ValueID])? {
    guard let ordinal = callOrdinals[call],
      case .call(_, let callee, let arguments) = operation(ordinal).kind,
      case .function(let symbol) = function[callee], let expression = expressions[symbol]
    else { return nil }
    return (expression, arguments)
  }

  /// A value of another function with arguments in the place of its parameters.
  private func substitute(
    _ id: ValueID, of other: CanonicalFunction, arguments: [ValueID]
  ) -> ValueID? {
    switch other[id] {
    case .load(let place):
      if case .local(let local) = other[place] {
        return Int(local.index) < arguments.count ? arguments[Int(local.index)] : nil
      }
      guard let place = substitute(place, of: other, arguments: arguments) else { return nil }
      return intern(.load(place))
    case .field(let base, let record, let name):
      guard let base = substitute(base, of: other, arguments: arguments) else { return nil }
      return intern(.field(base: base, record: record, name: name))
    case .container(let base, let record, let field):
      guard let base = substitute(base, of: other, arguments: arguments) else { return nil }
      return intern(.container(base: base, record: record, field: field))
    case .unary(let op, let operand):
      guard let operand = substitute(operand, of: other, arguments: arguments) else { return nil }
      return intern(.unary(op, operand))
    case .element(let base, let index):
      guard let base = substitute(base, of: other, arguments: arguments),
        let index = substitute(index, of: other, arguments: arguments)
      else { return nil }
      return intern(.element(base: base, index: index))
    case .binary(let op, let left, let right):
      guard let left = substitute(left, of: other, arguments: arguments),
        let right = substitute(right, of: other, arguments: arguments)
      else { return nil }
      return intern(.binary(op, left, right))
    case .constant, .string, .function, .global: return intern(other[id])
    case .local, .result, .unknown: return nil
    }
  }

  private func intern(_ value: Value) -> ValueID {
    // A field of the object that has it: the two cancel.
    if case .field(let base, let record, let name) = value,
      case .container(let inner, record, name) = values[Int(base.index)]
    {
      return inner
    }
    if let known = identifiers[value] { return known }
    let id = ValueID(values.count)
    values.append(value)
    identifiers[value] = id
    return id
  }
}

extension [Int] {
  /// The first index whose element belongs to the second part; the array is partitioned by it.
  fileprivate func partitioningIndex(where belongs: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
