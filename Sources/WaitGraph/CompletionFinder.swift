import LockIR
import RuleCatalog

/// Finds the function that the completion of an I/O calls: what is stored into the object, where it is submitted
/// or in a helper that makes it or sets it up.
struct CompletionFinder {
  /// How many helpers are looked into, one inside the other.
  private static let maximumDepth = 3

  let index: ProgramIndex
  let flow: PointerFlow
  /// The field that has the function, as `record.field`; nil for any whose contract is that of completions.
  let wanted: String?

  /// The function by its symbol, or the parameter that the caller knows it by.
  func completion(of object: ValueID, in function: FunctionID) -> ObjectKey {
    let code = index[function]
    if let symbol = stored(into: object, in: function, depth: 0) { return .function(symbol) }
    return code.parameter(readBy: object).map { .parameter($0) } ?? .unknown
  }

  /// Whether anything is stored where the function would be, or others get at the object that could.
  func mayBeSet(in object: ValueID, _ id: FunctionID) -> Bool {
    let function = index[id]
    let isStored = function.stores.contains { store in
      if store.address == object { return true }
      guard case .field(let base, let record, let name) = function[store.address],
        function.root(of: base) == object, function[store.value] != .constant(0)
      else { return false }
      return isCompletion(FieldKey(record: record, name: name))
    }
    return isStored
      || function.function.blocks.lazy.flatMap(\.operations).contains { operation in
        guard case .call(_, let callee, let arguments) = operation.kind,
          case .defined = index.callee(callee, in: function)
        else { return false }
        return arguments.contains { function.canonicalID($0) == object }
      }
  }

  /// Whether a function puts nothing but null where the function to call would be.
  func isCleared(in object: ValueID, _ id: FunctionID) -> Bool {
    let function = index[id]
    let stored = function.stores.filter { store in
      function.field(at: store.address).map(isCompletion) == true
        && function.isReached(store.address, from: object)
    }
    return !stored.isEmpty && stored.allSatisfy { function[$0.value] == .constant(0) }
  }

  private func stored(into object: ValueID, in id: FunctionID, depth: Int) -> NameID? {
    guard depth <= Self.maximumDepth else { return nil }
    let function = index[id]
    let root = function.root(of: object)
    for store in function.stores {
      guard case .field(let base, let record, let name) = function[store.address],
        function.root(of: base) == root,
        isCompletion(FieldKey(record: record, name: name))
      else { continue }
      let symbols = flow.functions(of: store.value, in: id, index)
      if symbols.count == 1 { return symbols[0] }
    }
    for operation in function.function.blocks.lazy.flatMap(\.operations) {
      guard case .call(let number, let callee, let arguments) = operation.kind,
        case .defined(let target) = index.callee(callee, in: function),
        let helped = self.object(root, known: number, arguments, in: target, function),
        let symbol = stored(into: helped, in: target, depth: depth + 1)
      else { continue }
      return symbol
    }
    return nil
  }

  /// What an object is inside a helper that returns it or is passed it.
  private func object(
    _ root: ValueID, known call: Int32, _ arguments: [ValueID], in target: FunctionID,
    _ function: CanonicalFunction
  ) -> ValueID? {
    let helper = index[target]
    if isResult(root, of: call, function) { return helper.onlyReturnedValue }
    // What is only a part of a larger thing here would be that thing as a whole there.
    let passed = arguments.firstIndex { function.canonicalID($0) == root }
    return passed.flatMap { helper.load(of: LocalID($0)) }
  }

  /// Whether a value is what a call returned, or a variable that it is kept in among others.
  private func isResult(_ value: ValueID, of call: Int32, _ function: CanonicalFunction) -> Bool {
    switch function[value] {
    case .result(let number): return number == call
    case .load(let place):
      guard case .local = function[place] else { return false }
      return function.places(ofResult: call).contains(place)
    default: return false
    }
  }

  private func isCompletion(_ field: FieldKey) -> Bool {
    let program = index.program
    if let wanted { return "\(program[field.record]).\(program[field.name])" == wanted }
    return index.vocabulary.contract(of: field)?.context == .ioCompletion
  }
}
