import LockIR
import RuleCatalog

/// The tables of methods that objects have: an attribute its own, a device those of all its attributes, a folder
/// those of its files.
struct MethodTables: Sendable {
  /// How many tables are looked into for one object.
  private static let maximumTables = 256

  private let index: ProgramIndex
  private let resolver: ObjectResolver
  /// What each object, table or list leads to.
  private var listed: [ObjectKey: [ObjectKey]] = [:]
  /// The tables that something leads to.
  private var owned: Set<ObjectKey> = []

  init(_ index: ProgramIndex) {
    self.index = index
    resolver = ObjectResolver(index: index)
    for initializer in index.program.initializers { add(initializer) }
    let fields = index.vocabulary.methodLists.sorted {
      ($0.record, $0.name) < ($1.record, $1.name)
    }
    for field in fields {
      for store in index.fieldStores[field] ?? [] {
        guard case .field(let base, _, _) = index[store.function][store.address] else { continue }
        attach(
          resolver.object(at: store.value, in: store.function),
          to: resolver.object(at: base, in: store.function))
      }
    }
    for position in index.functions.indices { addCalls(of: FunctionID(position)) }
    owned = Set(listed.values.joined())
  }

  /// An object with all tables that it has the methods of.
  func reached(from object: ObjectKey) -> [ObjectKey] {
    var found = [object]
    var next = 0
    while next < found.count, found.count < Self.maximumTables {
      for table in listed[found[next]] ?? [] where !found.contains(table) { found.append(table) }
      next += 1
    }
    return found
  }

  /// Whether an object has the methods of a table.
  func isListed(_ table: ObjectKey) -> Bool { owned.contains(table) }

  // MARK: What leads where

  /// The elements of an array, what a field is that lists methods, and the methods themselves, which may hand
  /// over others.
  private mutating func add(_ initializer: Initializer) {
    switch initializer.content {
    case .global(let table, _):
      if let field = initializer.path.last,
        !index.vocabulary.methodLists.contains(
          FieldKey(record: field.record, name: field.name))
      {
        return
      }
      listed[.global(initializer.global), default: []].append(.global(table))
    case .function(let method):
      listed[.global(initializer.global), default: []].append(.function(method))
    case .constant, .string: return
    }
  }

  private mutating func addCalls(of id: FunctionID) {
    let function = index[id]
    for block in function.function.blocks {
      for operation in block.operations {
        guard case .call(let number, let callee, let arguments) = operation.kind,
          let effects = index.effects(ofCalling: callee, in: function)
        else { continue }
        for case .attach(let object, let table) in effects {
          let tables = objects(table, number, arguments, id)
          for owner in objects(object, number, arguments, id) {
            for table in tables { attach(table, to: owner) }
          }
        }
      }
    }
  }

  private mutating func attach(_ table: ObjectKey, to object: ObjectKey) {
    // What an allocator returns is another object each time.
    if case .returned = table { return }
    if case .returned = object { return }
    guard object.isKnown, table.isKnown, object != table else { return }
    listed[object, default: []].append(table)
  }

  /// The objects or tables that a call speaks of. What another call has made is known by where it is kept.
  private func objects(
    _ spec: ObjectSpec, _ call: Int32, _ arguments: [ValueID], _ id: FunctionID
  ) -> [ObjectKey] {
    let function = index[id]
    switch spec {
    case .returned: return kept(call, in: id)
    case .caller: return [.function(function.function.symbol)]
    case .argument(let position) where position < arguments.count:
      let argument = function.canonicalID(arguments[position])
      if case .string(let text) = function[argument] { return [.globalPointee(text)] }
      guard let maker = maker(of: argument, in: function) else {
        return [resolver.object(at: argument, in: id)]
      }
      return kept(maker, in: id)
    default: return []
    }
  }

  /// The call whose result a value is.
  private func maker(of value: ValueID, in function: CanonicalFunction) -> Int32? {
    switch function[value] {
    case .result(let call): return call
    case .load(let place):
      guard case .local = function[place] else { return nil }
      let stored = function.stores.filter { $0.address == place }
      guard stored.count == 1, case .result(let call) = function[stored[0].value] else {
        return nil
      }
      return call
    default: return nil
    }
  }

  /// What pointers lead to in which the result of a call is kept, also by way of a variable.
  private func kept(_ call: Int32, in id: FunctionID) -> [ObjectKey] {
    let function = index[id]
    var found: [ObjectKey] = []
    for place in function.places(ofResult: call) {
      found += pointee(of: place, in: function)
      for store in function.stores {
        guard case .load(place) = function[store.value] else { continue }
        found += pointee(of: store.address, in: function)
      }
    }
    return found
  }

  private func pointee(of place: ValueID, in function: CanonicalFunction) -> [ObjectKey] {
    switch function[place] {
    case .field(_, let record, let name): [.pointee(FieldKey(record: record, name: name))]
    case .global(let symbol): [.globalPointee(symbol)]
    case .element(let base, _): pointee(of: base, in: function)
    default: []
    }
  }
}
