import LockIR

/// What each value of a function was computed from, so that a step that changes something finds the
/// facts that it puts out of date without walking expressions.
struct ValueDependencies: Sendable {
  /// Whether memory that others may write was read.
  private(set) var readsMemory: [Bool] = []
  private var locals: [[LocalID]] = []
  private var results: [[Int32]] = []
  private var fields: [[FieldKey]] = []

  /// - Complexity: linear in the number of values, as long as expressions are small.
  init(_ values: [Value]) {
    var done = [Bool](repeating: false, count: values.count)
    readsMemory = Array(repeating: false, count: values.count)
    locals = Array(repeating: [], count: values.count)
    results = Array(repeating: [], count: values.count)
    fields = Array(repeating: [], count: values.count)
    for index in values.indices { compute(index, values, &done) }
  }

  /// Whether a value was computed from what a variable holds.
  func reads(_ local: LocalID, in value: ValueID) -> Bool {
    locals[Int(value.index)].contains(local)
  }

  /// Whether a value was computed from what a call with this number returned.
  func usesResult(_ number: Int32, in value: ValueID) -> Bool {
    results[Int(value.index)].contains(number)
  }

  /// Whether a value was computed from a field of this record and name, of any object.
  func reads(_ field: FieldKey, in value: ValueID) -> Bool {
    fields[Int(value.index)].contains(field)
  }

  private mutating func compute(_ index: Int, _ values: [Value], _ done: inout [Bool]) {
    guard !done[index] else { return }
    done[index] = true
    switch values[index] {
    case .load(let address):
      take(Int(address.index), index, values, &done)
      switch values[Int(address.index)] {
      case .local(let local): if !locals[index].contains(local) { locals[index].append(local) }
      case .field(_, let record, let name):
        readsMemory[index] = true
        let field = FieldKey(record: record, name: name)
        if !fields[index].contains(field) { fields[index].append(field) }
      default: readsMemory[index] = true
      }
    case .result(let number): results[index].append(number)
    case .field(let base, _, _), .container(let base, _, _), .unary(_, let base):
      take(Int(base.index), index, values, &done)
    case .element(let left, let right), .binary(_, let left, let right):
      take(Int(left.index), index, values, &done)
      take(Int(right.index), index, values, &done)
    case .constant, .string, .function, .global, .local, .unknown: break
    }
  }

  private mutating func take(
    _ part: Int, _ index: Int, _ values: [Value], _ done: inout [Bool]
  ) {
    compute(part, values, &done)
    if readsMemory[part] { readsMemory[index] = true }
    for local in locals[part] where !locals[index].contains(local) { locals[index].append(local) }
    for result in results[part] where !results[index].contains(result) {
      results[index].append(result)
    }
    for field in fields[part] where !fields[index].contains(field) { fields[index].append(field) }
  }
}
