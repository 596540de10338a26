import LockIR

/// Units made by hand, with every kind of value, operation and terminator.
enum Sample {
  /// `path`: the main file; its function has its name.
  ///
  /// `firstNames`: names that come first in the table, so that all numbers are others.
  static func unit(_ path: String, firstNames: [String] = []) -> Unit {
    var table = NameTable()
    for name in firstNames { _ = table.intern(name) }
    let own = function(named: "work_\(path)", in: path, &table)
    let shared = function(named: "include/inline.h::get", in: "include/inline.h", &table)
    let location = Location(
      file: table.intern(path), line: 9, column: 2, macro: table.intern("INIT"))
    let (record, field) = (table.intern("ops"), table.intern("run"))
    let symbol = table.intern("\(path)::ops")
    let contents: [Initializer.Content] = [
      .constant(-1), .string(table.intern("text")), .function(own.symbol),
      .global(symbol, fields: [Initializer.Field(record: record, name: field)]),
    ]
    let globals = [
      Global(symbol: symbol, name: table.intern("ops"), record: record, location: location),
      Global(symbol: table.intern("n"), name: table.intern("n"), record: nil, location: location),
    ]
    return Unit(
      path: path, names: table.names, functions: [own, shared], globals: globals,
      initializers: contents.map { content in
        Initializer(
          global: symbol, path: [Initializer.Field(record: record, name: field)],
          content: content, location: location)
      }, macroConstants: ["LOW": 1, "HIGH": .min],
      diagnostics: [Diagnostic(message: "unknown type", file: path, line: 3)])
  }

  private static func function(
    named symbol: String, in path: String, _ table: inout NameTable
  ) -> Function {
    let file = table.intern(path)
    func place(_ line: UInt32, macro: NameID? = nil) -> Location {
      Location(file: file, line: line, column: 7, macro: macro)
    }
    let (record, field) = (table.intern("device"), table.intern("lock"))
    let id = { (index: Int) in ValueID(index) }
    let values: [Value] = [
      .constant(.min), .constant(3), .string(table.intern("name")),
      .function(table.intern("mutex_lock")), .global(table.intern("all")), .local(LocalID(1)),
      .field(base: id(5), record: record, name: field), .element(base: id(4), index: id(1)),
      .container(base: id(5), record: record, field: field), .load(id(6)),
      .unary(.complement, id(9)), .binary(.greaterOrEqual, id(9), id(1)), .result(2), .unknown,
    ]
    let operations: [Operation] = [
      .init(kind: .store(address: id(5), value: id(1)), location: place(20)),
      .init(
        kind: .call(number: 2, callee: id(3), arguments: [id(6), id(2)]),
        location: place(12, macro: table.intern("guard"))),
      .init(
        kind: .evaluate(id(10)), location: Location(file: table.intern("x.h"), line: 1, column: 1)),
    ]
    let terminators: [Terminator] = [
      .branch(condition: id(11), then: BlockID(1), otherwise: BlockID(2)), .jump(BlockID(3)),
      .select(
        value: id(9),
        cases: [
          .init(low: .min, high: .max, target: BlockID(4)),
          .init(low: 2, high: 5, target: BlockID(5)),
        ], otherwise: BlockID(6)), .any([BlockID(5), BlockID(6)]), .return(nil), .return(id(12)),
      .unreachable,
    ]
    return Function(
      symbol: table.intern(symbol), name: table.intern("work"), location: place(10),
      attributes: [table.intern("static")], parameterCount: 1,
      locals: [
        Local(name: table.intern("d"), record: record, isPointer: true),
        Local(name: table.intern(""), record: nil, isPointer: false),
      ], values: values,
      blocks: terminators.enumerated().map { index, terminator in
        BasicBlock(
          operations: index == 0 ? operations : [], terminator: terminator,
          terminatorLocation: index == 2 ? place(30) : nil)
      })
  }
}
