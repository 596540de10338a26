import LockIR

/// Writes functions, with their names as numbers of a scope.
struct FunctionEncoder {
  private var writer: ByteWriter
  private var names: NameScope
  /// Most places are near the one before.
  private var last: Location

  static func encode(
    _ function: Function, _ names: inout NameScope, into writer: inout ByteWriter
  ) {
    var encoder = FunctionEncoder(writer: writer, names: names, last: function.location)
    // Two owners would copy the bytes with each one that is written.
    writer = ByteWriter()
    names = NameScope(names: [])
    encoder.write(function)
    writer = encoder.writer
    names = encoder.names
  }

  /// Writes a place in full.
  static func write(
    _ location: Location, _ names: inout NameScope, into writer: inout ByteWriter
  ) {
    writer.write(names.number(of: location.file))
    writer.write(UInt64(location.line))
    writer.write(UInt64(location.column))
    writer.write(location.macro.map { names.number(of: $0) + 1 } ?? 0)
  }

  private mutating func write(_ function: Function) {
    write(function.symbol)
    write(function.name)
    Self.write(function.location, &names, into: &writer)
    writer.write(function.attributes.count)
    for attribute in function.attributes { write(attribute) }
    writer.write(function.parameterCount)
    writer.write(function.locals.count)
    for local in function.locals { write(local) }
    writer.write(function.values.count)
    for value in function.values { write(value) }
    writer.write(function.blocks.count)
    for block in function.blocks { write(block) }
  }

  private mutating func write(_ name: NameID) { writer.write(names.number(of: name)) }

  private mutating func write(_ value: ValueID) { writer.write(Int(value.index)) }

  private mutating func write(_ block: BlockID) { writer.write(Int(block.index)) }

  private mutating func write(_ local: Local) {
    write(local.name)
    writer.write(local.record.map { names.number(of: $0) + 1 } ?? 0)
    writer.write(byte: local.isPointer ? 1 : 0)
  }

  // MARK: Values

  private mutating func write(_ value: Value) {
    switch value {
    case .constant(let constant):
      writer.write(byte: 0)
      writer.write(signed: constant)
    case .string(let text): write(1, text)
    case .function(let symbol): write(2, symbol)
    case .global(let symbol): write(3, symbol)
    case .local(let local): write(4, Int(local.index))
    case .field(let base, let record, let name):
      write(5, Int(base.index))
      write(record)
      write(name)
    case .element(let base, let index):
      write(6, Int(base.index))
      write(index)
    case .container(let base, let record, let field):
      write(7, Int(base.index))
      write(record)
      write(field)
    case .load(let address): write(8, Int(address.index))
    case .unary(let operation, let operand):
      write(9, Int(operation.rawValue))
      write(operand)
    case .binary(let operation, let left, let right):
      write(10, Int(operation.rawValue))
      write(left)
      write(right)
    case .result(let number): write(11, Int(number))
    case .unknown: writer.write(byte: 12)
    }
  }

  private mutating func write(_ tag: UInt8, _ name: NameID) {
    writer.write(byte: tag)
    write(name)
  }

  private mutating func write(_ tag: UInt8, _ index: Int) {
    writer.write(byte: tag)
    writer.write(index)
  }

  // MARK: Blocks

  private mutating func write(_ block: BasicBlock) {
    writer.write(block.operations.count)
    for operation in block.operations {
      switch operation.kind {
      case .store(let address, let value):
        write(0, Int(address.index))
        write(value)
      case .call(let number, let callee, let arguments):
        write(1, Int(number))
        write(callee)
        writer.write(arguments.count)
        for argument in arguments { write(argument) }
      case .evaluate(let value): write(2, Int(value.index))
      }
      write(operation.location)
    }
    write(block.terminator)
    writer.write(byte: block.terminatorLocation == nil ? 0 : 1)
    if let location = block.terminatorLocation { write(location) }
  }

  private mutating func write(_ terminator: Terminator) {
    switch terminator {
    case .jump(let target): write(0, Int(target.index))
    case .branch(let condition, let then, let otherwise):
      write(1, Int(condition.index))
      write(then)
      write(otherwise)
    case .select(let value, let cases, let otherwise):
      write(2, Int(value.index))
      writer.write(cases.count)
      for entry in cases {
        writer.write(signed: entry.low)
        writer.write(signed: entry.high &- entry.low)
        write(entry.target)
      }
      write(otherwise)
    case .any(let targets):
      write(3, targets.count)
      for target in targets { write(target) }
    case .return(nil): writer.write(byte: 4)
    case .return(let value?): write(5, Int(value.index))
    case .unreachable: writer.write(byte: 6)
    }
  }

  /// Writes a place as what differs from the one before.
  private mutating func write(_ location: Location) {
    let isElsewhere = location.file != last.file
    let hasMacro = location.macro != nil
    let step = Int64(location.line) - Int64(last.line)
    writer.write(signed: step << 2 | (isElsewhere ? 2 : 0) | (hasMacro ? 1 : 0))
    if isElsewhere { write(location.file) }
    writer.write(UInt64(location.column))
    if let macro = location.macro { write(macro) }
    last = location
  }
}
