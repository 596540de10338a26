import LockIR
import RuleCatalog

/// Finds which object an address stands for.
struct ObjectResolver: Sendable {
  /// How many pointers are followed back to the stores that set them.
  private static let maximumDepth = 3

  let index: ProgramIndex

  /// The object at a canonical address.
  func object(at address: ValueID, in function: FunctionID) -> ObjectKey {
    object(at: address, in: function, depth: 0)
  }

  private func object(at address: ValueID, in id: FunctionID, depth: Int) -> ObjectKey {
    let function = index[id]
    switch function[address] {
    case .field(let base, let record, let name):
      let field = FieldKey(record: record, name: name)
      if index.vocabulary.isTransparent(record) || index.vocabulary.isEmbedded(field) {
        return object(at: base, in: id, depth: depth)
      }
      return index.vocabulary.resource(of: field).map(ObjectKey.named) ?? .field(field)
    case .element(let base, _): return object(at: base, in: id, depth: depth)
    case .global(let symbol): return .global(symbol)
    case .function(let symbol): return .function(symbol)
    case .local(let local): return .local(function: function.function.symbol, local)
    case .load(let place): return pointee(of: place, in: id, depth: depth)
    case .result: return returned(as: address, in: id, depth: depth)
    // The head of a list entry, or an object found from one of its fields: the wrapper again.
    case .container(let base, let record, _) where index.vocabulary.isTransparent(record):
      return object(at: base, in: id, depth: depth)
    case .container, .constant, .string, .unary, .binary, .unknown: return .unknown
    }
  }

  /// What the pointer stored at a place points to.
  private func pointee(of place: ValueID, in id: FunctionID, depth: Int) -> ObjectKey {
    let function = index[id]
    switch function[place] {
    case .local(let local):
      if function.stableParameters.contains(local.index) { return .parameter(local.index) }
      return onlyStore(to: local, in: id, depth: depth)
        ?? .local(function: function.function.symbol, local)
    case .field(let base, let record, let name):
      let field = FieldKey(record: record, name: name)
      if let known = stored(in: field, at: base, in: id, depth: depth) { return known }
      if isAlwaysAllocated(field) { return .field(field) }
      return onlyStore(to: field, depth: depth) ?? .pointee(field)
    // A pointer to a pointer.
    case .load(let inner):
      if case .local(let local) = function[inner], function.stableParameters.contains(local.index) {
        return .throughParameter(local.index, nil)
      }
      return .unknown
    case .element(let base, _): return pointee(of: base, in: id, depth: depth)
    case .global(let symbol): return .globalPointee(symbol)
    default: return .unknown
    }
  }

  /// What the pointer leads to that is stored behind another pointer, or in a field there.
  func object(behind pointer: ValueID, field: FieldKey?, in id: FunctionID) -> ObjectKey {
    guard let field else { return pointee(of: pointer, in: id, depth: 1) }
    return stored(in: field, at: pointer, in: id, depth: 1) ?? .pointee(field)
  }

  /// The object whose address a record in a variable has in a field: what was stored there, or what the
  /// function that made the record was given. That is how a guard knows its lock.
  private func stored(
    in field: FieldKey, at base: ValueID, in id: FunctionID, depth: Int
  ) -> ObjectKey? {
    let function = index[id]
    guard depth < Self.maximumDepth + 1 else { return nil }
    if let parameter = function.parameter(readBy: base) {
      return index.vocabulary.isGuard(field.record) ? .throughParameter(parameter, field) : nil
    }
    guard case .local(let local) = function[base], index.vocabulary.isGuard(field.record) else {
      return nil
    }
    for store in function.stores {
      switch function[store.address] {
      case .field(let owner, field.record, field.name) where owner == base:
        return object(at: store.value, in: id, depth: depth + 1)
      case .local(local):
        if let object = made(by: store.value, in: field, in: id, depth: depth) { return object }
      default: continue
      }
    }
    return nil
  }

  /// The object that a record has in a field when a call has made it.
  private func made(
    by value: ValueID, in field: FieldKey, in id: FunctionID, depth: Int
  ) -> ObjectKey? {
    let function = index[id]
    guard let call = function.call(returning: value), let symbol = call.symbol,
      case .defined(let target) = index.callee(named: symbol),
      let result = index[target].onlyReturnedValue, case .load(let place) = index[target][result],
      let object = stored(in: field, at: place, in: target, depth: depth + 1)
    else { return nil }
    guard case .parameter(let position) = object else { return object }
    guard Int(position) < call.arguments.count else { return nil }
    return self.object(at: call.arguments[Int(position)], in: id, depth: depth + 1)
  }

  /// The object that a call returns: of a helper that only finds its way from its argument, what it
  /// finds; of any other, one object for all its calls.
  private func returned(as value: ValueID, in id: FunctionID, depth: Int) -> ObjectKey {
    let function = index[id]
    guard let call = function.call(returning: value), let symbol = call.symbol else {
      return .unknown
    }
    if let lock = lockReturned(by: symbol, call.arguments) {
      return object(at: lock, in: id, depth: depth + 1)
    }
    guard depth < Self.maximumDepth, case .defined(let target) = index.callee(named: symbol),
      let value = index[target].onlyReturnedValue
    else { return .returned(symbol) }
    switch object(at: value, in: target, depth: depth + 1) {
    case .parameter(let position) where Int(position) < call.arguments.count:
      return object(at: call.arguments[Int(position)], in: id, depth: depth + 1)
    case .unknown, .local, .parameter: return .returned(symbol)
    case let known: return known
    }
  }

  /// The argument that a function gives back if it has got the lock: how a guard is made that may fail.
  private func lockReturned(by symbol: NameID, _ arguments: [ValueID]) -> ValueID? {
    guard case .vocabulary(let effects, _) = index.callee(named: symbol) else { return nil }
    for case .acquire(.argument(let position), _, _, _, .nonzero) in effects
    where position < arguments.count {
      return arguments[position]
    }
    return nil
  }

  /// The object that every write to a variable agrees on.
  private func onlyStore(to local: LocalID, in id: FunctionID, depth: Int) -> ObjectKey? {
    guard depth < Self.maximumDepth else { return nil }
    let function = index[id]
    var agreed: ObjectKey?
    for store in function.stores where function[store.address] == .local(local) {
      let object = object(at: store.value, in: id, depth: depth + 1)
      if object == .unknown { continue }
      if let agreed, agreed != object { return nil }
      agreed = object
    }
    return agreed
  }

  /// Whether a pointer only ever gets memory that was allocated for it, or what the same pointer of another object
  /// leads to: then all that it leads to is of one class, as if it were a part of its owners.
  private func isAlwaysAllocated(_ field: FieldKey) -> Bool {
    guard let stores = index.fieldStores[field], index.fieldInitializers[field] == nil else {
      return false
    }
    var hasMemory = false
    for store in stores {
      let function = index[store.function]
      switch function[store.value] {
      case .constant(0): continue
      case .load(let place) where function.field(at: place) == field: continue
      case .result where isAllocated(store.value, in: function): hasMemory = true
      default: return false
      }
    }
    return hasMemory
  }

  private func isAllocated(_ value: ValueID, in function: CanonicalFunction) -> Bool {
    guard let symbol = function.call(returning: value)?.symbol,
      case .vocabulary(let effects, _) = index.callee(named: symbol)
    else { return false }
    // What does more than allocate makes something else of it: a thread, a queue.
    return !effects.isEmpty && effects.allSatisfy { if case .allocate = $0 { true } else { false } }
  }

  /// The object that every store of an address to a field agrees on.
  private func onlyStore(to field: FieldKey, depth: Int) -> ObjectKey? {
    guard depth < Self.maximumDepth, let stores = index.fieldStores[field], stores.count <= 8 else {
      return nil
    }
    var agreed: ObjectKey?
    for store in stores {
      let object = object(at: store.value, in: store.function, depth: depth + 1)
      switch object {
      case .parameter: return nil
      case .unknown, .returned: continue
      default: break
      }
      if let agreed, agreed != object { return nil }
      agreed = object
    }
    return agreed
  }
}
