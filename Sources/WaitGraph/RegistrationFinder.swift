import LockIR
import RuleCatalog

/// Finds the functions that the program hands over: stored in fields that have a contract, or passed
/// to functions that take callbacks.
struct RegistrationFinder {
  let index: ProgramIndex
  let flow: PointerFlow
  let resolver: ObjectResolver

  /// All registrations, sorted by function, context and object.
  func registrations() -> [Registration] {
    var found: Set<Registration> = []
    for (field, contract) in index.vocabulary.contracts { collect(field, contract, into: &found) }
    for position in index.functions.indices { collect(FunctionID(position), into: &found) }
    return found.sorted {
      ($0.function.index, $0.context.rawValue, "\($0.object.map { "\($0)" } ?? "")")
        < ($1.function.index, $1.context.rawValue, "\($1.object.map { "\($0)" } ?? "")")
    }
  }

  private func collect(
    _ field: FieldKey, _ contract: FieldContract, into found: inout Set<Registration>
  ) {
    let mask = index.vocabulary.mask(of: field)
    var direct: Set<NameID> = []
    for store in index.fieldStores[field] ?? [] {
      let function = index[store.function]
      guard case .field(let base, _, _) = function[store.address] else { continue }
      let object = resolver.object(at: base, in: store.function)
      for symbol in flow.functions(of: store.value, in: store.function, index) {
        direct.insert(symbol)
        add(symbol, contract.context, object, contract.holds, mask, to: &found)
      }
    }
    for initializer in index.fieldInitializers[field] ?? [] {
      guard case .function(let symbol) = initializer.content else { continue }
      direct.insert(symbol)
      // A work item inside a delayed one is no object of its own.
      let owner = initializer.path.dropLast().last { !index.vocabulary.isTransparent($0.record) }
        .map { ObjectKey.field(FieldKey(record: $0.record, name: $0.name)) }
      add(
        symbol, contract.context, owner ?? .global(initializer.global), contract.holds, mask,
        to: &found)
    }
    for symbol in flow.functions(in: .field(field)) where !direct.contains(symbol) {
      add(symbol, contract.context, nil, contract.holds, mask, to: &found)
    }
  }

  private func collect(_ caller: FunctionID, into found: inout Set<Registration>) {
    let function = index[caller]
    for block in function.function.blocks {
      for operation in block.operations {
        guard case .call(let number, let callee, let arguments) = operation.kind,
          case .vocabulary(let effects, _) = index.callee(callee, in: function)
        else { continue }
        for case .callback(let position, let context, let objects) in effects
        where position < arguments.count {
          let known = objects.compactMap { object in
            object == .returned
              ? place(ofResult: number, in: function)
              : self.object(object, arguments, function, caller)
          }
          let pointer = function.canonicalID(arguments[position])
          for symbol in flow.functions(of: pointer, in: caller, index) {
            if known.isEmpty { add(symbol, context, nil, [], nil, to: &found) }
            for owner in known { add(symbol, context, owner, [], nil, to: &found) }
          }
        }
      }
    }
  }

  /// The field or global variable in which the result of a call is kept.
  private func place(ofResult call: Int32, in function: CanonicalFunction) -> ObjectKey? {
    for store in function.stores where function[store.value] == .result(call) {
      switch function[store.address] {
      case .field(_, let record, let name):
        return .pointee(FieldKey(record: record, name: name))
      case .global(let symbol): return .globalPointee(symbol)
      default: continue
      }
    }
    return nil
  }

  private func object(
    _ spec: ObjectSpec, _ arguments: [ValueID], _ function: CanonicalFunction, _ id: FunctionID
  ) -> ObjectKey? {
    guard case .argument(let position) = spec, position < arguments.count else { return nil }
    switch resolver.object(at: function.canonicalID(arguments[position]), in: id) {
    case .parameter, .throughParameter, .unknown: return nil
    case let known: return known
    }
  }

  private func add(
    _ symbol: NameID, _ context: CallContext, _ object: ObjectKey?, _ holds: [Effect],
    _ mask: FieldKey?, to found: inout Set<Registration>
  ) {
    guard case .defined(let function) = index.callee(named: symbol) else { return }
    found.insert(
      Registration(
        function: function, context: context, object: object, holds: holds, mask: mask))
  }
}
