import LockIR

/// Which facts a step of a function puts out of date.
struct Staleness {
  let function: CanonicalFunction

  /// Whether a value was computed from what a variable holds.
  func reads(_ local: LocalID, in value: ValueID) -> Bool {
    mentions(value) {
      guard case .load(let address) = $0 else { return false }
      return function[address] == .local(local)
    }
  }

  /// Whether a value was computed from what a call with this number returned.
  func usesResult(_ number: Int32, in value: ValueID) -> Bool {
    mentions(value) { $0 == .result(number) }
  }

  /// Whether a value was computed from memory that others may write.
  func readsMemory(in value: ValueID) -> Bool {
    mentions(value) {
      guard case .load(let address) = $0 else { return false }
      if case .local = function[address] { return false }
      return true
    }
  }

  /// Whether a value was computed from a field of this record and name, of any object.
  func reads(_ field: FieldKey, in value: ValueID) -> Bool {
    mentions(value) {
      guard case .load(let address) = $0,
        case .field(_, let record, let name) = function[address]
      else { return false }
      return FieldKey(record: record, name: name) == field
    }
  }

  private func mentions(_ id: ValueID, _ matches: (Value) -> Bool) -> Bool {
    let value = function[id]
    if matches(value) { return true }
    switch value {
    case .field(let base, _, _), .container(let base, _, _), .load(let base), .unary(_, let base):
      return mentions(base, matches)
    case .element(let left, let right), .binary(_, let left, let right):
      return mentions(left, matches) || mentions(right, matches)
    case .constant, .string, .function, .global, .local, .result, .unknown: return false
    }
  }
}
