import LockIR

/// Rewrites what a unit says in the names of the program.
struct Relocation {
  /// The program's name for each name of the unit.
  let names: [NameID]
  /// What each name of the unit stands for as a function or a variable.
  let symbols: [NameID]
  /// The program's name for the structures of the unit that have none: those of two files are not the same.
  let unnamed: NameID
  private let empty: NameID?

  init(names: [NameID], symbols: [NameID], unnamed: NameID, of unit: Unit) {
    self.names = names
    self.symbols = symbols
    self.unnamed = unnamed
    empty = unit.names.firstIndex(of: "").map { NameID($0) }
  }

  subscript(name: NameID) -> NameID { names[Int(name.index)] }

  func symbol(_ name: NameID) -> NameID { symbols[Int(name.index)] }

  func record(_ name: NameID) -> NameID { name == empty ? unnamed : self[name] }

  func apply(to function: Function) -> Function {
    Function(
      symbol: symbol(function.symbol), name: self[function.name],
      isInternal: function.isInternal, location: apply(to: function.location),
      attributes: function.attributes.map { self[$0] }, parameterCount: function.parameterCount,
      locals: function.locals.map {
        Local(name: self[$0.name], record: $0.record.map { self[$0] }, isPointer: $0.isPointer)
      },
      values: function.values.map(apply(to:)), blocks: function.blocks.map(apply(to:)))
  }

  func apply(to initializer: Initializer) -> Initializer {
    Initializer(
      global: symbol(initializer.global), path: initializer.path.map(apply(to:)),
      content: apply(to: initializer.content), location: apply(to: initializer.location))
  }

  private func apply(to field: Initializer.Field) -> Initializer.Field {
    Initializer.Field(record: record(field.record), name: self[field.name])
  }

  private func apply(to content: Initializer.Content) -> Initializer.Content {
    switch content {
    case .constant: content
    case .string(let name): .string(self[name])
    case .function(let symbol): .function(self.symbol(symbol))
    case .global(let symbol, let fields):
      .global(self.symbol(symbol), fields: fields.map(apply(to:)))
    }
  }

  private func apply(to location: Location) -> Location {
    Location(
      file: self[location.file], line: location.line, column: location.column,
      macro: location.macro.map { self[$0] })
  }

  private func apply(to block: BasicBlock) -> BasicBlock {
    BasicBlock(
      operations: block.operations.map {
        Operation(kind: $0.kind, location: apply(to: $0.location))
      },
      terminator: block.terminator,
      terminatorLocation: block.terminatorLocation.map(apply(to:)))
  }

  private func apply(to value: Value) -> Value {
    switch value {
    case .string(let name): .string(self[name])
    case .function(let symbol): .function(self.symbol(symbol))
    case .global(let symbol): .global(self.symbol(symbol))
    case .field(let base, let record, let name):
      .field(base: base, record: self.record(record), name: self[name])
    case .container(let base, let record, let field):
      .container(base: base, record: self.record(record), field: self[field])
    case .constant, .local, .element, .load, .unary, .binary, .result, .unknown: value
    }
  }
}
