import Foundation
import LockIR
import Testing

@Suite struct FunctionPrinterTests {
  /// A function that has each kind of value, operation and terminator.
  private static func sample() -> LockIR.Unit {
    var names = NameTable()
    let place = Location(
      file: names.intern("a.c"), line: 3, column: 5, macro: names.intern("macro"))
    let (record, field) = (names.intern("r"), names.intern("f"))
    func id(_ index: Int) -> ValueID { ValueID(index) }
    let values: [Value] = [
      .constant(-1), .string(names.intern("text")), .function(names.intern("callee")),
      .global(names.intern("a.c::g")), .local(LocalID(0)), .local(LocalID(1)), .load(id(4)),
      .field(base: id(6), record: record, name: field),
      .field(base: id(3), record: record, name: field), .load(id(8)),
      .element(base: id(3), index: id(0)), .element(base: id(6), index: id(0)),
      .container(base: id(6), record: record, field: field), .load(id(12)),
      .unary(.not, id(9)), .binary(.shiftLeft, id(6), id(14)), .result(0), .unknown,
    ]
    func store(_ address: Int, _ value: Int) -> LockIR.Operation {
      Operation(kind: .store(address: id(address), value: id(value)), location: place)
    }
    let blocks = [
      BasicBlock(
        operations: [
          Operation(
            kind: .call(number: 0, callee: id(2), arguments: [id(1), id(7), id(10)]),
            location: place),
          Operation(kind: .call(number: 1, callee: id(6), arguments: []), location: place),
          store(5, 16), store(7, 13), store(8, 15), store(10, 17), store(11, 3), store(16, 5),
          Operation(kind: .evaluate(id(12)), location: place),
        ],
        terminator: .branch(condition: id(6), then: BlockID(1), otherwise: BlockID(2)),
        terminatorLocation: place),
      BasicBlock(
        terminator: .select(
          value: id(6),
          cases: [
            Terminator.Case(low: 1, high: 1, target: BlockID(2)),
            Terminator.Case(low: 2, high: 4, target: BlockID(3)),
          ], otherwise: BlockID(4))),
      BasicBlock(terminator: .any([BlockID(3), BlockID(4)])),
      BasicBlock(terminator: .return(id(0))),
      BasicBlock(terminator: .jump(BlockID(5))),
      BasicBlock(terminator: .unreachable),
      BasicBlock(terminator: .return(nil)),
    ]
    let function = LockIR.Function(
      symbol: names.intern("a.c::fn"), name: names.intern("fn"), location: place,
      attributes: [names.intern("static")], parameterCount: 1,
      locals: [
        Local(name: names.intern("p"), record: record, isPointer: true),
        Local(name: names.intern(""), record: nil, isPointer: false),
      ], values: values, blocks: blocks)
    let global = names.intern("a.c::g")
    return LockIR.Unit(
      path: "a.c", names: names.names, functions: [function], globals: [],
      initializers: [
        Initializer(
          global: global, path: [.init(record: record, name: field)],
          content: .function(names.intern("callee")), location: place),
        Initializer(
          global: global, path: [],
          content: .global(global, fields: [.init(record: record, name: field)]), location: place),
        Initializer(global: global, path: [], content: .string(record), location: place),
        Initializer(global: global, path: [], content: .constant(7), location: place),
      ], macroConstants: ["M": 1], diagnostics: [Diagnostic(message: "m", file: "a.c", line: 1)])
  }

  @Test func everythingHasAText() {
    #expect(
      Self.sample().text == """
        static a.c::fn(p)
        b0:
          #0 = callee("text", &p->r.f, &a.c::g[-1])
          #1 = (p)()
          %1 = #0
          p->r.f = *container(p, r.f)
          a.c::g.r.f = (p << !a.c::g.r.f)
          a.c::g[-1] = ?
          p[-1] = &a.c::g
          *#0 = &%1
          evaluate container(p, r.f)
          if p goto b1 else b2
        b1:
          switch p { 1: b2, 2 ... 4: b3, default: b4 }
        b2:
          goto any of b3, b4
        b3:
          return -1
        b4:
          goto b5
        b5:
          unreachable
        b6:
          return

        a.c::g.r.f = callee
        a.c::g = &a.c::g.r.f
        a.c::g = "r"
        a.c::g = 7

        """)
  }

  @Test func locationsArePrintedOnRequest() throws {
    let unit = Self.sample()
    let lines = FunctionPrinter(unit.functions[0], in: unit, showsLocations: true).text
      .split(separator: "\n")
    #expect(lines[0] == "static a.c::fn(p)  @3:5 in macro")
    #expect(lines[3] == "  #1 = (p)()  @3:5 in macro")
  }

  @Test func aUnitSurvivesEncoding() throws {
    let unit = Self.sample()
    let data = try JSONEncoder().encode(unit)
    #expect(try JSONDecoder().decode(LockIR.Unit.self, from: data) == unit)
  }

  @Test func mappingReachesEveryOperandOnce() {
    let function = Self.sample().functions[0]
    for value in function.values {
      var seen: [ValueID] = []
      let mapped = value.mapOperands {
        seen.append($0)
        return $0
      }
      #expect(seen == value.operands)
      #expect(mapped == value)
    }
    for block in function.blocks {
      for operation in block.operations {
        var seen: [ValueID] = []
        let mapped = operation.kind.mapValues {
          seen.append($0)
          return $0
        }
        #expect(seen == operation.kind.values)
        #expect(mapped == operation.kind)
      }
      var values: [ValueID] = []
      var targets: [BlockID] = []
      #expect(
        block.terminator.mapValues {
          values.append($0)
          return $0
        } == block.terminator)
      #expect(
        block.terminator.mapTargets {
          targets.append($0)
          return $0
        } == block.terminator)
      #expect(values == block.terminator.values)
      #expect(targets == block.terminator.successors)
    }
  }
}
