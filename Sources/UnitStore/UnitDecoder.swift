import LockIR

/// Reads units that a `UnitEncoder` wrote.
struct UnitDecoder {
  private var reader: ByteReader
  private var table = NameTable()
  private var names: [NameID] = []

  /// `shared`: the bytes of the function at a position of the unit's shared functions; nil to
  /// leave it out.
  static func decode(
    _ body: [UInt8], shared: (Int) throws(StoreFailure) -> [UInt8]?
  ) throws(StoreFailure) -> Unit {
    var decoder = UnitDecoder(reader: ByteReader(body))
    return try decoder.unit(shared)
  }

  /// What is wrong with a unit, without reading the rest.
  static func diagnostics(of body: [UInt8]) throws(StoreFailure) -> [Diagnostic] {
    var decoder = UnitDecoder(reader: ByteReader(body))
    return try decoder.head().diagnostics
  }

  /// The symbol of a function of a header, without reading the rest.
  static func symbol(of function: [UInt8]) throws(StoreFailure) -> String {
    var reader = ByteReader(function)
    let names = try reader.list { reader throws(StoreFailure) in try reader.text() }
    let number = try reader.index()
    guard number < names.count else { throw .malformed }
    return names[number]
  }

  private init(reader: ByteReader) {
    self.reader = reader
  }

  private mutating func head() throws(StoreFailure) -> (path: String, diagnostics: [Diagnostic]) {
    let path = try reader.text()
    let diagnostics = try reader.list { reader throws(StoreFailure) in
      Diagnostic(
        message: try reader.text(), file: try reader.text(), line: UInt32(try reader.index()))
    }
    return (path, diagnostics)
  }

  private mutating func unit(
    _ shared: (Int) throws(StoreFailure) -> [UInt8]?
  ) throws(StoreFailure) -> Unit {
    let (path, diagnostics) = try head()
    var constants: [String: Int64] = [:]
    for _ in 0..<(try reader.count()) { constants[try reader.text()] = try reader.signed() }
    names = try Self.names(&reader, into: &table)
    var functions: [Function] = []
    for _ in 0..<(try reader.count()) {
      if try reader.byte() == 0 {
        functions.append(try FunctionDecoder.decode(&reader, names: names))
      } else if let bytes = try shared(reader.index()) {
        var other = ByteReader(bytes)
        let names = try Self.names(&other, into: &table)
        functions.append(try FunctionDecoder.decode(&other, names: names))
      }
    }
    let globals = try list { decoder throws(StoreFailure) in try decoder.global() }
    let initializers = try list { decoder throws(StoreFailure) in try decoder.initializer() }
    guard reader.isAtEnd else { throw .malformed }
    return Unit(
      path: path, names: table.names, functions: functions, globals: globals,
      initializers: initializers, macroConstants: constants, diagnostics: diagnostics)
  }

  private static func names(
    _ reader: inout ByteReader, into table: inout NameTable
  ) throws(StoreFailure) -> [NameID] {
    let count = try reader.count()
    var names: [NameID] = []
    names.reserveCapacity(count)
    for _ in 0..<count { names.append(table.intern(try reader.text())) }
    return names
  }

  private mutating func list<Element>(
    _ element: (inout UnitDecoder) throws(StoreFailure) -> Element
  ) throws(StoreFailure) -> [Element] {
    let count = try reader.count()
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }

  private mutating func name() throws(StoreFailure) -> NameID {
    try FunctionDecoder.name(reader.index(), of: names)
  }

  private mutating func global() throws(StoreFailure) -> Global {
    let symbol = try name()
    let name = try name()
    let record = try reader.index()
    return Global(
      symbol: symbol, name: name,
      record: record == 0 ? nil : try FunctionDecoder.name(record - 1, of: names),
      location: try FunctionDecoder.location(&reader, names: names))
  }

  private mutating func initializer() throws(StoreFailure) -> Initializer {
    Initializer(
      global: try name(), path: try fields(), content: try content(),
      location: try FunctionDecoder.location(&reader, names: names))
  }

  private mutating func content() throws(StoreFailure) -> Initializer.Content {
    switch try reader.byte() {
    case 0: .constant(try reader.signed())
    case 1: .string(try name())
    case 2: .function(try name())
    case 3: .global(try name(), fields: try fields())
    default: throw .malformed
    }
  }

  private mutating func fields() throws(StoreFailure) -> [Initializer.Field] {
    try list { decoder throws(StoreFailure) in
      Initializer.Field(record: try decoder.name(), name: try decoder.name())
    }
  }
}
