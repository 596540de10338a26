import LockIR

/// Writes a unit. `UnitDecoder` reads the same form; a change of either is a new version of the store.
struct UnitEncoder {
  private let unit: Unit
  /// The names of the unit's own part.
  private var own: NameScope
  /// The names of one function of a header.
  private var foreign: NameScope

  init(_ unit: Unit) {
    self.unit = unit
    own = NameScope(names: unit.names)
    foreign = own
  }

  mutating func encode() -> EncodedUnit {
    var writer = ByteWriter()
    var shared: [EncodedFunction] = []
    writer.write(unit.functions.count)
    for function in unit.functions {
      writer.write(byte: isShared(function) ? 1 : 0)
      if isShared(function) {
        writer.write(shared.count)
        shared.append(encode(shared: function))
      } else {
        FunctionEncoder.encode(function, &own, into: &writer)
      }
    }
    writer.write(unit.globals.count)
    for global in unit.globals { write(global, into: &writer) }
    writer.write(unit.initializers.count)
    for initializer in unit.initializers { write(initializer, into: &writer) }
    return EncodedUnit(body: head() + names() + writer.bytes, shared: shared)
  }

  /// What is wanted without reading the rest stands first.
  private func head() -> [UInt8] {
    var writer = ByteWriter()
    writer.write(unit.path)
    writer.write(unit.diagnostics.count)
    for diagnostic in unit.diagnostics {
      writer.write(diagnostic.message)
      writer.write(diagnostic.file)
      writer.write(UInt64(diagnostic.line))
    }
    writer.write(unit.macroConstants.count)
    for (name, value) in unit.macroConstants.sorted(by: { $0.key < $1.key }) {
      writer.write(name)
      writer.write(signed: value)
    }
    return writer.bytes
  }

  private mutating func names() -> [UInt8] {
    var writer = ByteWriter()
    own.finish(into: &writer)
    return writer.bytes
  }

  /// Any choice would be right; this one keeps what other units do not have out of their way.
  private func isShared(_ function: Function) -> Bool {
    unit[function.location.file].hasSuffix(".h") && unit[function.location.file] != unit.path
  }

  private mutating func encode(shared function: Function) -> EncodedFunction {
    var writer = ByteWriter()
    FunctionEncoder.encode(function, &foreign, into: &writer)
    var names = ByteWriter()
    foreign.finish(into: &names)
    return EncodedFunction(bytes: names.bytes + writer.bytes)
  }

  // MARK: Variables

  private mutating func write(_ global: Global, into writer: inout ByteWriter) {
    writer.write(own.number(of: global.symbol))
    writer.write(own.number(of: global.name))
    writer.write(global.record.map { own.number(of: $0) + 1 } ?? 0)
    FunctionEncoder.write(global.location, &own, into: &writer)
  }

  private mutating func write(_ initializer: Initializer, into writer: inout ByteWriter) {
    writer.write(own.number(of: initializer.global))
    write(initializer.path, into: &writer)
    switch initializer.content {
    case .constant(let value):
      writer.write(byte: 0)
      writer.write(signed: value)
    case .string(let text):
      writer.write(byte: 1)
      writer.write(own.number(of: text))
    case .function(let symbol):
      writer.write(byte: 2)
      writer.write(own.number(of: symbol))
    case .global(let symbol, let fields):
      writer.write(byte: 3)
      writer.write(own.number(of: symbol))
      write(fields, into: &writer)
    }
    FunctionEncoder.write(initializer.location, &own, into: &writer)
  }

  private mutating func write(_ fields: [Initializer.Field], into writer: inout ByteWriter) {
    writer.write(fields.count)
    for field in fields {
      writer.write(own.number(of: field.record))
      writer.write(own.number(of: field.name))
    }
  }
}
