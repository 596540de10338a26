import LockIR
import RuleCatalog

/// Finds the functions that the program hands over: stored in fields that have a contract, or passed
/// to functions that take callbacks.
struct RegistrationFinder {
  let index: ProgramIndex
  let flow: PointerFlow
  let resolver: ObjectResolver

  /// All registrations, sorted by function, context and all else, so that one order comes of one program.
  func registrations() -> [Registration] {
    var found: Set<Registration> = []
    var handed: Set<Handed> = []
    for position in index.functions.indices {
      collect(FunctionID(position), into: &found, &handed)
    }
    for (field, contract) in index.vocabulary.contracts {
      collect(field, contract, exceptFor: handed, into: &found)
    }
    let keyed = found.map { registration in
      let rest = (
        registration.object, registration.holds, registration.after, registration.mask,
        registration.needs, registration.isForLastUser
      )
      return (
        key: (registration.function.index, "\(registration.context) \(rest)"),
        registration: registration
      )
    }
    return keyed.sorted { $0.key < $1.key }.map(\.registration)
  }

  /// An object that a call hands over for the function in a field of it. Of how that is called, the call says
  /// more than the field: a head of RCU may be given to a task.
  private struct Handed: Hashable {
    let field: FieldKey
    let object: ObjectKey
  }

  private func collect(
    _ field: FieldKey, _ contract: FieldContract, exceptFor handed: Set<Handed>,
    into found: inout Set<Registration>
  ) {
    let named = contract.object.flatMap { spec -> ObjectKey? in
      if case .named(let name) = spec { .named(name) } else { nil }
    }
    let holds = contract.holds.compactMap { hold($0) { .parameter(Int32($0)) } }
    var direct: Set<NameID> = []
    for store in index.fieldStores[field] ?? [] {
      let function = index[store.function]
      // What is copied from one object to another, or back to the same, was stored for its own object before.
      guard case .field(let base, _, _) = function[store.address],
        function.fieldRead(by: store.value) != field
      else { continue }
      let object = resolver.object(at: base, in: store.function)
      for symbol in flow.functions(of: store.value, in: store.function, index) {
        direct.insert(symbol)
        guard !handed.contains(Handed(field: field, object: object)) else { continue }
        add(symbol, contract, field, named ?? object, holds, to: &found)
      }
    }
    for initializer in index.fieldInitializers[field] ?? [] {
      guard case .function(let symbol) = initializer.content else { continue }
      direct.insert(symbol)
      add(
        symbol, contract, field, named ?? owner(of: initializer), holds,
        after: before(initializer, contract), to: &found)
    }
    for symbol in flow.functions(in: .field(field)) where !direct.contains(symbol) {
      add(symbol, contract, field, named, holds, to: &found)
    }
  }

  /// The object that has what is initialised. A work item inside a delayed one is no object of its own.
  private func owner(of initializer: Initializer) -> ObjectKey {
    let part = initializer.path.dropLast().last { !index.vocabulary.isTransparent($0.record) }
    return part.map { .field(FieldKey(record: $0.record, name: $0.name)) }
      ?? .global(initializer.global)
  }

  /// The method of the same table that a contract says is called before this one.
  private func before(_ initializer: Initializer, _ contract: FieldContract) -> FunctionID? {
    guard let field = index.vocabulary.before(contract) else { return nil }
    for other in index.fieldInitializers[field] ?? [] where other.global == initializer.global {
      guard case .function(let symbol) = other.content,
        case .defined(let function) = index.callee(named: symbol)
      else { continue }
      return function
    }
    return nil
  }

  private func collect(
    _ caller: FunctionID, into found: inout Set<Registration>, _ handed: inout Set<Handed>
  ) {
    let function = index[caller]
    for block in function.function.blocks {
      for operation in block.operations {
        guard case .call(let number, let callee, let arguments) = operation.kind,
          let effects = index.effects(ofCalling: callee, in: function)
        else { continue }
        for case .callback(let position, let field, let context, let objects, let locks) in effects
        where position < arguments.count {
          let known = objects.compactMap { object in
            object == .returned
              ? place(ofResult: number, in: function)
              : self.object(object, arguments, function, caller)
          }
          let pointer = function.canonicalID(arguments[position])
          let holds = locks.compactMap { effect in
            hold(effect) { self.object(.argument($0), arguments, function, caller) }
          }
          let symbols: [NameID]
          if let field {
            let owner = resolver.object(at: pointer, in: caller)
            guard owner.isKnown, let field = index.vocabulary.field(named: field) else { continue }
            handed.insert(Handed(field: field, object: owner))
            symbols = functions(in: field, of: owner)
          } else {
            let elements = elements(of: pointer, in: function)
            symbols = ([pointer] + elements).flatMap { flow.functions(of: $0, in: caller, index) }
          }
          for symbol in symbols {
            let owners = known.isEmpty ? [nil] : known.map(Optional.some)
            for owner in owners { add(symbol, context, owner, holds, to: &found) }
          }
        }
      }
    }
  }

  /// What a function stores in an array that it goes on to pass.
  private func elements(of array: ValueID, in function: CanonicalFunction) -> [ValueID] {
    function.stores.compactMap { store in
      guard case .element(let base, _) = function[store.address], base == array else { return nil }
      return store.value
    }
  }

  /// What is stored in a field of an object that is known by name.
  private func functions(in field: FieldKey, of object: ObjectKey) -> [NameID] {
    var found: Set<NameID> = []
    for store in index.fieldStores[field] ?? [] {
      guard case .field(let base, _, _) = index[store.function][store.address],
        resolver.object(at: base, in: store.function) == object
      else { continue }
      found.formUnion(flow.functions(of: store.value, in: store.function, index))
    }
    for initializer in index.fieldInitializers[field] ?? [] {
      guard case .function(let symbol) = initializer.content, owner(of: initializer) == object
      else { continue }
      found.insert(symbol)
    }
    return found.sorted()
  }

  /// A lock that a contract says is held, or a section that it says has been entered.
  ///
  /// `argument`: what an argument of the call is, or of the method.
  private func hold(_ effect: Effect, argument: (Int) -> ObjectKey?) -> ContractHold? {
    let (object, kind, mode): (ObjectSpec, ResourceKind, LockMode)
    switch effect {
    case .acquire(let lock, let type, let inMode, _, _): (object, kind, mode) = (lock, type, inMode)
    case .enter(let section, let domain):
      (object, kind, mode) = (domain ?? .named(section.rawValue), section, .read)
    default: return nil
    }
    let key: ObjectKey? =
      switch object {
      case .argument(let position), .value(let position): argument(position)
      case .named(let name): .named(name)
      case .field(let text): index.vocabulary.key(of: text).map { .field($0) }
      case .returned, .caller: nil
      }
    return key.map { ContractHold(key: ResourceKey(object: $0, kind: kind), mode: mode) }
  }

  /// The field or global variable in which the result of a call is kept.
  private func place(ofResult call: Int32, in function: CanonicalFunction) -> ObjectKey? {
    function.places(ofResult: call).lazy.compactMap { pointee(of: $0, in: function) }.first
  }

  /// What a pointer leads to that is stored in a field or a global variable, or in one of an array there.
  private func pointee(of place: ValueID, in function: CanonicalFunction) -> ObjectKey? {
    switch function[place] {
    case .field(_, let record, let name): .pointee(FieldKey(record: record, name: name))
    case .global(let symbol): .globalPointee(symbol)
    case .element(let base, _): pointee(of: base, in: function)
    default: nil
    }
  }

  private func object(
    _ spec: ObjectSpec, _ arguments: [ValueID], _ function: CanonicalFunction, _ id: FunctionID
  ) -> ObjectKey? {
    if spec == .caller { return .function(function.function.symbol) }
    guard case .argument(let position) = spec, position < arguments.count else { return nil }
    switch resolver.object(at: function.canonicalID(arguments[position]), in: id) {
    case .parameter, .throughParameter, .unknown: return nil
    case let known: return known
    }
  }

  private func add(
    _ symbol: NameID, _ contract: FieldContract, _ field: FieldKey, _ object: ObjectKey?,
    _ holds: [ContractHold], after: FunctionID? = nil, to found: inout Set<Registration>
  ) {
    guard case .defined(let function) = index.callee(named: symbol) else { return }
    found.insert(
      Registration(
        function: function, context: contract.context, object: object, holds: holds, after: after,
        mask: index.vocabulary.mask(of: field), needs: contract.needs,
        isForLastUser: contract.isForLastUser))
  }

  private func add(
    _ symbol: NameID, _ context: CallContext, _ object: ObjectKey?, _ holds: [ContractHold],
    to found: inout Set<Registration>
  ) {
    guard case .defined(let function) = index.callee(named: symbol) else { return }
    found.insert(
      Registration(
        function: function, context: context, object: object, holds: holds, after: nil, mask: nil,
        needs: nil, isForLastUser: false))
  }
}
