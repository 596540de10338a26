import LockIR
package import RuleCatalog

/// What every later stage asks of a program: canonical functions, who stores what into which field,
/// who calls whom directly.
///
/// A reference, since all that is asked of a program goes through it.
package final class ProgramIndex: Sendable {
  /// A store to a field, somewhere in the program.
  struct FieldStore: Sendable {
    let function: FunctionID
    let ordinal: Int
    /// Canonical, in the function.
    let address: ValueID
    /// Canonical, in the function.
    let value: ValueID
  }

  package let program: Program
  package let functions: [CanonicalFunction]
  let vocabulary: BoundVocabulary
  private let expressionFunctions: [Bool]
  let bitFields: BitFields
  let passedBits: PassedBits
  let tables: MethodFields
  let fieldStores: [FieldKey: [FieldStore]]
  let fieldInitializers: [FieldKey: [Initializer]]
  /// The fields that are set to constants and nothing else, and so tell whoever reads them what to do; those of
  /// which bits are set; and the methods of tables.
  let switches: Set<FieldKey>

  package init(program: Program, vocabulary: Vocabulary) {
    self.program = program
    let bound = BoundVocabulary(vocabulary, program: program)
    self.vocabulary = bound
    let expressions = ExpressionFunctions(program.functions, bits: bound.bits) {
      bound.effects(of: $0) != nil
    }
    let repeatable = RepeatableFunctions(program.functions) { symbol in
      bound.effects(of: symbol).map {
        !$0.isEmpty && $0 != [.currentTask] && !bound.bits.tests.contains(symbol)
      }
    }
    let alike = repeatable.symbols.union(bound.bits.tests).union(bound.currentTask)
    functions = program.functions.concurrentMap {
      CanonicalFunction($0, expressions: expressions, repeatable: alike, bits: bound.bits)
    }
    let bitFields = BitFields(functions, bound.bits) { symbol in
      bound.effects(of: symbol) == nil ? program.definition(of: symbol) : nil
    }
    self.bitFields = bitFields
    passedBits = PassedBits(functions.filter { bound.effects(of: $0.function.symbol) == nil })
    expressionFunctions = program.functions.map { expressions[$0.symbol] != nil }
    var stores: [FieldKey: [FieldStore]] = [:]
    for (index, function) in functions.enumerated() {
      for (block, contents) in function.function.blocks.enumerated() {
        for (offset, operation) in contents.operations.enumerated() {
          guard case .store(let address, let value) = operation.kind else { continue }
          let place = function.canonicalID(address)
          guard let field = function.field(at: place) else { continue }
          stores[field, default: []].append(
            FieldStore(
              function: FunctionID(index), ordinal: function.firstOrdinal[block] + offset,
              address: place, value: function.canonicalID(value)))
        }
      }
    }
    fieldStores = stores
    var initializers: [FieldKey: [Initializer]] = [:]
    for initializer in program.initializers {
      guard let field = initializer.path.last else { continue }
      initializers[FieldKey(record: field.record, name: field.name), default: []]
        .append(initializer)
    }
    fieldInitializers = initializers
    let functions = functions
    let tables = MethodFields(program.initializers, stored: Set(stores.keys))
    self.tables = tables
    switches = Set(
      Set(stores.keys).union(initializers.keys).filter {
        // A guard that is returned brings its fields along, which calls do not show.
        !bound.isGuard($0.record)
          && !Self.constants(stores[$0] ?? [], initializers[$0] ?? [], functions).isEmpty
      }
    ).union(bitFields.set).union(tables.fields)
  }

  /// Whether a function only computes an expression, which its calls have been replaced by.
  func isExpression(_ function: FunctionID) -> Bool { expressionFunctions[Int(function.index)] }

  /// The values by whose truth a function learns that it gave up an object's last reference.
  func lastReferences(in function: CanonicalFunction) -> [(value: ValueID, truth: Bool)] {
    function.callOrdinals.compactMap { number, ordinal in
      guard let result = function.result(of: number),
        case .call(_, let callee, _) = function.operation(ordinal).kind,
        case .vocabulary(let effects, _) = self.callee(callee, in: function)
      else { return nil }
      for case .lastReference(let success) in effects { return (result, success != .zero) }
      return nil
    }
  }

  /// Whether a function is only called for what nobody else uses any more.
  func isLastUser(_ function: FunctionID) -> Bool {
    vocabulary.isLastUser(self[function].function.symbol)
  }

  package subscript(function: FunctionID) -> CanonicalFunction { functions[Int(function.index)] }

  /// The constants that a field is set to; none if it is also set to something else. Zero, which fresh
  /// memory holds, says nothing and is left out.
  func constants(storedIn field: FieldKey) -> [Int64] {
    Self.constants(fieldStores[field] ?? [], fieldInitializers[field] ?? [], functions)
  }

  private static func constants(
    _ stores: [FieldStore], _ initializers: [Initializer], _ functions: [CanonicalFunction]
  ) -> [Int64] {
    var constants: Set<Int64> = []
    for store in stores {
      let function = functions[Int(store.function.index)]
      guard case .constant(let value) = function[store.value] else { return [] }
      constants.insert(value)
    }
    for initializer in initializers {
      guard case .constant(let value) = initializer.content else { return [] }
      constants.insert(value)
    }
    return constants.subtracting([0]).sorted()
  }

  /// How a call finds its target.
  enum Callee: Sendable {
    case vocabulary([Effect], symbol: NameID)
    case defined(FunctionID)
    /// Declared, but its body is not in the program.
    case external(NameID)
    /// Through a pointer, by its canonical value.
    case indirect(ValueID)
  }

  /// The callee of a call, from the callee's own (not canonical) value.
  func callee(_ value: ValueID, in function: CanonicalFunction) -> Callee {
    let canonical = function.canonicalID(value)
    guard case .function(let symbol) = function[canonical] else { return .indirect(canonical) }
    return callee(named: symbol)
  }

  /// The functions that a function calls by their names, and whose bodies are in the program.
  func callees(of function: CanonicalFunction) -> Set<FunctionID> {
    function.callees { symbol in
      if case .defined(let target) = callee(named: symbol) { target } else { nil }
    }
  }

  /// What a call does by the vocabulary, whether or not that is all.
  func effects(ofCalling value: ValueID, in function: CanonicalFunction) -> [Effect]? {
    guard case .function(let symbol) = function[function.canonicalID(value)] else { return nil }
    return vocabulary.effects(of: symbol) ?? vocabulary.effectsBesidesBody(of: symbol)
  }

  /// What an operation by itself does, by the vocabulary.
  func effects(at ordinal: Int, in function: CanonicalFunction) -> [Effect] {
    guard case .call(_, let callee, _) = function.operation(ordinal).kind,
      case .vocabulary(let effects, _) = self.callee(callee, in: function)
    else { return [] }
    return effects
  }

  func callee(named symbol: NameID) -> Callee {
    if let effects = vocabulary.effects(of: symbol) { return .vocabulary(effects, symbol: symbol) }
    if let definition = program.definition(of: symbol) { return .defined(definition) }
    return .external(symbol)
  }
}
