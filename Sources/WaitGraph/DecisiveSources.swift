import LockIR

/// Collects the parameters and fields that the decisive values of a function are computed from.
struct DecisiveSources {
  let function: CanonicalFunction
  let assumable: Set<FieldKey>
  /// The fields that callers set to constants.
  let switches: Set<FieldKey>
  let passedBits: PassedBits
  var fields: Set<FieldKey> = []
  private(set) var parameters: [Int32: Interest] = [:]
  /// What decides behind parameters that are pointers.
  private(set) var pointees: [Relevance.Pointee: Interest] = [:]
  private var variables: [LocalID: Interest] = [:]

  init(
    function: CanonicalFunction, assumable: Set<FieldKey>, switches: Set<FieldKey>,
    passedBits: PassedBits
  ) {
    self.function = function
    self.assumable = assumable
    self.switches = switches
    self.passedBits = passedBits
  }

  /// Takes up what a canonical value is computed from. What a pointer leads to is not part of that, but
  /// for the integer that a parameter points to.
  mutating func add(_ id: ValueID, _ interest: Interest) {
    switch function[id] {
    case .load(let address):
      switch function[address] {
      case .local(let local): add(local, interest)
      case .load: addPointee(of: address, nil, interest)
      case .field(let base, let record, let name):
        let field = FieldKey(record: record, name: name)
        if assumable.contains(field) { fields.insert(field) }
        if switches.contains(field) { addPointee(of: base, field, interest) }
      default: break
      }
    case .unary(.not, let operand): add(operand, .truth)
    case .unary(.complement, let operand) where !interest.truth: add(operand, interest)
    case .unary(_, let operand): add(operand, .value)
    case .binary(let operation, let left, let right):
      add(operation, left, right, interest)
    case .result:
      if let passed = function.call(returning: id).flatMap(passedBits.passed) {
        add(passed.argument, interest)
      }
    default: break
    }
  }

  private mutating func add(
    _ operation: LockIR.BinaryOperator, _ left: ValueID, _ right: ValueID, _ interest: Interest
  ) {
    switch operation {
    case .and:
      guard case .constant(let mask) = function[right] else {
        add(left, .value)
        return add(right, .value)
      }
      // Whether any of some bits is set, is asked of all of them.
      add(left, .bits(interest.truth || interest.value ? mask : mask & interest.bits))
    case .or where !interest.value:
      add(left, interest)
      add(right, interest)
    case .equal, .notEqual:
      for (one, other) in [(left, right), (right, left)] where !function[one].isConstant {
        let isPart = function.isReached(other, from: one)
        if isZero(other) || isPart || isComputed(other) {
          add(one, isZero(other) ? .truth : isPart ? .part : .value)
        }
      }
    // `IS_ERR`: errors are below zero.
    case _ where isErrorTest(operation, right): add(left, .sign)
    // How long or how many decides little, but for whether there is anything at all.
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .below, .belowOrEqual, .above,
      .aboveOrEqual:
      guard isZero(left) || isZero(right) else { return addBounded(left, right) }
      add(left, .sign)
      add(right, .sign)
    // Nor do the sums that sizes are computed by.
    case .add, .subtract, .multiply, .divide, .remainder: return
    default:
      guard isComputed(left), isComputed(right) else { return }
      add(left, .value)
      add(right, .value)
    }
  }

  /// Takes up a parameter that is itself held against a constant.
  private mutating func addBounded(_ left: ValueID, _ right: ValueID) {
    for (one, other) in [(left, right), (right, left)] where function[other].isConstant {
      if function.parameter(readBy: one) != nil { add(one, .value) }
    }
  }

  /// Whether a value may be known: it is computed from constants, variables and what callers set to constants.
  private func isComputed(_ value: ValueID) -> Bool {
    switch function[value] {
    case .load(let address):
      switch function[address] {
      case .local, .load: true
      case .field(_, let record, let name):
        switches.contains(FieldKey(record: record, name: name))
      default: false
      }
    case .unary(_, let operand): isComputed(operand)
    case .binary(_, let left, let right): isComputed(left) && isComputed(right)
    case .result, .unknown: false
    default: true
    }
  }

  private func isErrorTest(_ operation: LockIR.BinaryOperator, _ bound: ValueID) -> Bool {
    (operation == .aboveOrEqual || operation == .below)
      && function[bound] == .constant(AbstractValue.errors.lowerBound)
  }

  private func isZero(_ value: ValueID) -> Bool { function[value] == .constant(0) }

  /// Takes up what a canonical address leads to: a variable of the function, or what a parameter points
  /// to; of a record, a field.
  mutating func addPointee(of address: ValueID, _ field: FieldKey?, _ interest: Interest) {
    switch function[address] {
    case .local(let local): if field == nil { add(local, interest) }
    case .load(let place):
      if case .local(let local) = function[place],
        Int(local.index) < function.function.parameterCount
      {
        let pointee = Relevance.Pointee(parameter: local.index, field: field)
        pointees[pointee] = pointees[pointee]?.union(interest) ?? interest
      }
    default: break
    }
  }

  private mutating func add(_ local: LocalID, _ interest: Interest) {
    variables[local] = variables[local]?.union(interest) ?? interest
    if Int(local.index) < function.function.parameterCount {
      parameters[local.index] = variables[local]
    }
  }

  /// Takes up what decisive variables are set to, until nothing is new.
  mutating func closeOverVariables() {
    var before: [LocalID: Interest] = [:]
    while before != variables {
      before = variables
      for store in function.stores {
        guard case .local(let local) = function[store.address], let interest = variables[local]
        else { continue }
        add(store.value, interest)
      }
    }
  }
}
