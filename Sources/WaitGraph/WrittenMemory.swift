import LockIR

/// The memory that a function writes itself, by field, global or neither.
struct WrittenMemory {
  private var fields: Set<FieldKey> = []
  private var globals: Set<NameID> = []
  private var hasOther = false

  /// Takes up a store to an address.
  mutating func note(_ address: ValueID, in function: Function) {
    switch function[address] {
    case .field(_, let record, let name): fields.insert(FieldKey(record: record, name: name))
    case .global(let symbol): globals.insert(symbol)
    case .local: break
    default: hasOther = true
    }
  }

  /// Whether a value computed once is what computing it again would give, as far as the function's own
  /// writes go. `changing` are the variables that are written more than once.
  func keeps(_ id: ValueID, in function: Function, changing: Set<LocalID>) -> Bool {
    switch function[id] {
    case .load(let address):
      switch function[address] {
      case .local(let local): return !changing.contains(local)
      case .field(let base, let record, let name):
        return !fields.contains(FieldKey(record: record, name: name))
          && keeps(base, in: function, changing: changing)
      case .global(let symbol): return !globals.contains(symbol)
      default: return !hasOther && keeps(address, in: function, changing: changing)
      }
    case .field(let base, _, _), .container(let base, _, _), .unary(_, let base):
      return keeps(base, in: function, changing: changing)
    case .element(let left, let right), .binary(_, let left, let right):
      return keeps(left, in: function, changing: changing)
        && keeps(right, in: function, changing: changing)
    case .constant, .string, .function, .global, .local, .result, .unknown: return true
    }
  }
}
