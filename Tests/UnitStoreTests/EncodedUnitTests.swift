import LockIR
import Testing
import UnitStore

@Suite struct EncodedUnitTests {
  @Test func aDecodedUnitIsTheUnit() throws {
    let unit = Sample.unit("a.c")
    let decoded = try EncodedUnit(unit).decoded()
    #expect(decoded.text == unit.text)
    #expect(decoded.path == unit.path)
    #expect(decoded.macroConstants == unit.macroConstants)
    #expect(decoded.diagnostics == unit.diagnostics)
    #expect(decoded.globals.map { decoded[$0.symbol] } == unit.globals.map { unit[$0.symbol] })
    let printed = { (unit: Unit) in
      unit.functions.map { FunctionPrinter($0, in: unit, showsLocations: true).text }
    }
    #expect(printed(decoded) == printed(unit))
    #expect(EncodedUnit(decoded) == EncodedUnit(unit))
  }

  @Test func theOrderOfTheNameTableDoesNotCount() {
    let one = Sample.unit("a.c")
    let other = Sample.unit("a.c", firstNames: ["lock", "unused", "a.c"])
    #expect(one != other)
    #expect(EncodedUnit(one) == EncodedUnit(other))
  }

  @Test func aFunctionOfAHeaderHasTheSameBytesInEveryUnit() throws {
    let (one, other) = (EncodedUnit(Sample.unit("a.c")), EncodedUnit(Sample.unit("b.c")))
    #expect(one.shared.count == 1)
    #expect(one.shared == other.shared)
    #expect(one.body != other.body)
  }

  @Test func aProgramHasEachFunctionOfAHeaderOnce() throws {
    var pool = UnitPool()
    for (index, path) in ["a.c", "b.c", "c.c"].enumerated() {
      pool.insert(EncodedUnit(Sample.unit(path)), at: index)
    }
    let symbols = { (units: [Unit]) in units.map { unit in unit.functions.map { unit[$0.symbol] } }
    }
    let get = "include/inline.h::get"
    #expect(
      symbols(try pool.program(at: [0, 1, 2])) == [["work_a.c", get], ["work_b.c"], ["work_c.c"]])
    #expect(symbols(try pool.program(at: [2, 1])) == [["work_c.c", get], ["work_b.c"]])
  }

  /// Whatever a file holds, reading it ends in a unit or in an error.
  @Test func bytesThatNobodyWroteAreAnErrorOrAnotherUnit() {
    let encoded = EncodedUnit(Sample.unit("a.c"))
    var generator = SystemRandomNumberGenerator()
    var failures = 0
    for position in encoded.body.indices {
      var body = encoded.body
      body[position] = UInt8.random(in: 0...255, using: &generator)
      if (try? EncodedUnit(body: body, shared: encoded.shared).decoded()) == nil { failures += 1 }
      let cut = EncodedUnit(body: Array(encoded.body[..<position]), shared: encoded.shared)
      #expect(throws: StoreFailure.malformed) { try cut.decoded() }
    }
    #expect(failures > 0)
  }
}
