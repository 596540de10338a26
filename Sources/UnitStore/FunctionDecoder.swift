import LockIR

/// Reads functions that a `FunctionEncoder` wrote.
struct FunctionDecoder {
  private var reader: ByteReader
  /// What the numbers of the scope stand for.
  private let names: [NameID]
  private var last = Location(file: NameID(0), line: 0, column: 0)

  static func decode(
    _ reader: inout ByteReader, names: [NameID]
  ) throws(StoreFailure) -> Function {
    var decoder = FunctionDecoder(reader: reader, names: names)
    let function = try decoder.function()
    reader = decoder.reader
    return function
  }

  /// Reads a place that was written in full.
  static func location(
    _ reader: inout ByteReader, names: [NameID]
  ) throws(StoreFailure) -> Location {
    let file = try name(reader.index(), of: names)
    let line = try reader.index()
    let column = UInt16(clamping: try reader.index())
    let macro = try reader.index()
    return Location(
      file: file, line: UInt32(line), column: column,
      macro: macro == 0 ? nil : try name(macro - 1, of: names))
  }

  static func name(_ number: Int, of names: [NameID]) throws(StoreFailure) -> NameID {
    guard number < names.count else { throw .malformed }
    return names[number]
  }

  private mutating func function() throws(StoreFailure) -> Function {
    let symbol = try name()
    let name = try name()
    let location = try Self.location(&reader, names: names)
    last = location
    return Function(
      symbol: symbol, name: name, location: location,
      attributes: try list { decoder throws(StoreFailure) in try decoder.name() },
      parameterCount: try reader.index(),
      locals: try list { decoder throws(StoreFailure) in try decoder.local() },
      values: try list { decoder throws(StoreFailure) in try decoder.value() },
      blocks: try list { decoder throws(StoreFailure) in try decoder.block() })
  }

  private mutating func list<Element>(
    _ element: (inout FunctionDecoder) throws(StoreFailure) -> Element
  ) throws(StoreFailure) -> [Element] {
    let count = try reader.count()
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }

  private mutating func name() throws(StoreFailure) -> NameID {
    try Self.name(reader.index(), of: names)
  }

  private mutating func valueID() throws(StoreFailure) -> ValueID { ValueID(try reader.index()) }

  private mutating func blockID() throws(StoreFailure) -> BlockID { BlockID(try reader.index()) }

  private mutating func local() throws(StoreFailure) -> Local {
    let name = try name()
    let record = try reader.index()
    return Local(
      name: name, record: record == 0 ? nil : try Self.name(record - 1, of: names),
      isPointer: try reader.byte() != 0)
  }

  // MARK: Values

  private mutating func value() throws(StoreFailure) -> Value {
    switch try reader.byte() {
    case 0: .constant(try reader.signed())
    case 1: .string(try name())
    case 2: .function(try name())
    case 3: .global(try name())
    case 4: .local(LocalID(try reader.index()))
    case 5: .field(base: try valueID(), record: try name(), name: try name())
    case 6: .element(base: try valueID(), index: try valueID())
    case 7: .container(base: try valueID(), record: try name(), field: try name())
    case 8: .load(try valueID())
    case 9: .unary(try unaryOperator(), try valueID())
    case 10: .binary(try binaryOperator(), try valueID(), try valueID())
    case 11: .result(Int32(try reader.index()))
    case 12: .unknown
    default: throw .malformed
    }
  }

  private mutating func unaryOperator() throws(StoreFailure) -> UnaryOperator {
    guard let operation = UnaryOperator(rawValue: try reader.byte()) else { throw .malformed }
    return operation
  }

  private mutating func binaryOperator() throws(StoreFailure) -> BinaryOperator {
    guard let operation = BinaryOperator(rawValue: try reader.byte()) else { throw .malformed }
    return operation
  }

  // MARK: Blocks

  private mutating func block() throws(StoreFailure) -> BasicBlock {
    let operations = try list { decoder throws(StoreFailure) in
      Operation(kind: try decoder.operation(), location: try decoder.location())
    }
    let terminator = try terminator()
    return BasicBlock(
      operations: operations, terminator: terminator,
      terminatorLocation: try reader.byte() == 0 ? nil : try location())
  }

  private mutating func operation() throws(StoreFailure) -> Operation.Kind {
    switch try reader.byte() {
    case 0: .store(address: try valueID(), value: try valueID())
    case 1:
      .call(
        number: Int32(try reader.index()), callee: try valueID(),
        arguments: try list { decoder throws(StoreFailure) in try decoder.valueID() })
    case 2: .evaluate(try valueID())
    default: throw .malformed
    }
  }

  private mutating func terminator() throws(StoreFailure) -> Terminator {
    switch try reader.byte() {
    case 0: .jump(try blockID())
    case 1: .branch(condition: try valueID(), then: try blockID(), otherwise: try blockID())
    case 2:
      .select(
        value: try valueID(),
        cases: try list { decoder throws(StoreFailure) in
          let low = try decoder.reader.signed()
          return Terminator.Case(
            low: low, high: low &+ (try decoder.reader.signed()), target: try decoder.blockID())
        }, otherwise: try blockID())
    case 3: .any(try list { decoder throws(StoreFailure) in try decoder.blockID() })
    case 4: .return(nil)
    case 5: .return(try valueID())
    case 6: .unreachable
    default: throw .malformed
    }
  }

  private mutating func location() throws(StoreFailure) -> Location {
    let head = try reader.signed()
    guard let line = UInt32(exactly: Int64(last.line) + head >> 2) else { throw .malformed }
    let file = head & 2 == 0 ? last.file : try name()
    let column = UInt16(clamping: try reader.index())
    last = Location(
      file: file, line: line, column: column, macro: head & 1 == 0 ? nil : try name())
    return last
  }
}
