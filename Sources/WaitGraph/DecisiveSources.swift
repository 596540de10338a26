import LockIR

/// Collects the parameters and fields that the decisive values of a function are computed from.
struct DecisiveSources {
  let function: CanonicalFunction
  let assumable: Set<FieldKey>
  var fields: Set<FieldKey> = []
  private(set) var parameters: Set<Int32> = []
  private var variables: Set<LocalID> = []

  init(function: CanonicalFunction, assumable: Set<FieldKey>) {
    self.function = function
    self.assumable = assumable
  }

  /// Takes up what a canonical value is computed from. What a pointer leads to is not part of that.
  mutating func add(_ id: ValueID) {
    switch function[id] {
    case .load(let address):
      switch function[address] {
      case .local(let local):
        if Int(local.index) < function.function.parameterCount { parameters.insert(local.index) }
        variables.insert(local)
      case .field(_, let record, let name):
        let field = FieldKey(record: record, name: name)
        if assumable.contains(field) { fields.insert(field) }
      default: break
      }
    case .unary(_, let operand): add(operand)
    case .binary(_, let left, let right):
      add(left)
      add(right)
    default: break
    }
  }

  /// Takes up what decisive variables are set to, until nothing is new.
  mutating func closeOverVariables() {
    var before = -1
    while before != variables.count {
      before = variables.count
      for block in function.function.blocks {
        for operation in block.operations {
          guard case .store(let address, let value) = operation.kind,
            case .local(let local) = function[function.canonicalID(address)],
            variables.contains(local)
          else { continue }
          add(function.canonicalID(value))
        }
      }
    }
  }
}
