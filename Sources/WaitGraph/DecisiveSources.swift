import LockIR

/// Collects the parameters and fields that the decisive values of a function are computed from.
struct DecisiveSources {
  let function: CanonicalFunction
  let assumable: Set<FieldKey>
  /// The fields that callers set to constants.
  let switches: Set<FieldKey>
  var fields: Set<FieldKey> = []
  private(set) var parameters: Set<Int32> = []
  /// What decides behind parameters that are pointers.
  private(set) var pointees: Set<Relevance.Pointee> = []
  private var variables: Set<LocalID> = []

  init(function: CanonicalFunction, assumable: Set<FieldKey>, switches: Set<FieldKey>) {
    self.function = function
    self.assumable = assumable
    self.switches = switches
  }

  /// Takes up what a canonical value is computed from. What a pointer leads to is not part of that, but
  /// for the integer that a parameter points to.
  mutating func add(_ id: ValueID) {
    switch function[id] {
    case .load(let address):
      switch function[address] {
      case .local(let local): add(local)
      case .load: addPointee(of: address)
      case .field(let base, let record, let name):
        let field = FieldKey(record: record, name: name)
        if assumable.contains(field) { fields.insert(field) }
        if switches.contains(field) { addPointee(of: base, field) }
      default: break
      }
    case .unary(_, let operand): add(operand)
    // How long or how many decides little, but for whether there is anything at all.
    case .binary(let operation, let left, let right)
    where !operation.isOrdering || isZero(left) || isZero(right):
      add(left)
      add(right)
    default: break
    }
  }

  private func isZero(_ value: ValueID) -> Bool { function[value] == .constant(0) }

  /// Takes up what a canonical address leads to: a variable of the function, or what a parameter points
  /// to; of a record, a field.
  mutating func addPointee(of address: ValueID, _ field: FieldKey? = nil) {
    switch function[address] {
    case .local(let local): if field == nil { add(local) }
    case .load(let place):
      if case .local(let local) = function[place],
        Int(local.index) < function.function.parameterCount
      {
        pointees.insert(Relevance.Pointee(parameter: local.index, field: field))
      }
    default: break
    }
  }

  private mutating func add(_ local: LocalID) {
    if Int(local.index) < function.function.parameterCount { parameters.insert(local.index) }
    variables.insert(local)
  }

  /// Takes up what decisive variables are set to, until nothing is new.
  mutating func closeOverVariables() {
    var before = -1
    while before != variables.count {
      before = variables.count
      for store in function.stores {
        guard case .local(let local) = function[store.address], variables.contains(local) else {
          continue
        }
        add(store.value)
      }
    }
  }
}

extension LockIR.BinaryOperator {
  fileprivate var isOrdering: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .below, .belowOrEqual, .above,
      .aboveOrEqual:
      true
    default: false
    }
  }
}
