import LockIR
import Testing

@Suite struct NameTableTests {
  @Test func equalNamesShareAnIdentifier() {
    var table = NameTable()
    let first = table.intern("mutex_lock")
    let second = table.intern("")
    #expect(table.intern("mutex_lock") == first)
    #expect(first < second)
    #expect(table[first] == "mutex_lock")
    #expect(table.names == ["mutex_lock", ""])
  }
}
