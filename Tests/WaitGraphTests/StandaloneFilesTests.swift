import LockIR
import Testing
import WaitGraph

/// Files that no other file needs.
@Suite struct StandaloneFilesTests {
  /// Whether `first` and `second` are of such files.
  private func areApart(_ files: [String: String]) throws -> Bool {
    let index = try Snippet(files: files).graph.index
    func function(_ name: String) throws -> FunctionID {
      let position = try #require(
        index.functions.firstIndex { index.program.plainName(of: $0.function.symbol) == name })
      return FunctionID(position)
    }
    return StandaloneFiles(index).areApart(try function("first"), try function("second"))
  }

  private static let library = """
    void add(int (*method)(void)) { method(); }
    """
  private static func driver(_ method: String) -> String {
    """
    void add(int (*method)(void));
    static int \(method)(void) { return 0; }
    int load_\(method)(void) { add(\(method)); return 0; }
    """
  }

  @Test func driversThatOnlyShareALibraryAreApart() throws {
    #expect(
      try areApart([
        "library.c": Self.library, "a.c": Self.driver("first"), "b.c": Self.driver("second"),
      ]))
  }

  @Test func oneFileIsNotApartFromItself() throws {
    #expect(
      try !areApart([
        "library.c": Self.library, "a.c": Self.driver("first") + Self.driver("second"),
      ]))
  }

  @Test func aFileThatAnotherOneCallsStandsNotAlone() throws {
    let start = "int load_second(void); int start(void) { return load_second(); }"
    #expect(
      try !areApart([
        "library.c": Self.library, "a.c": Self.driver("first"), "b.c": Self.driver("second"),
        "c.c": start,
      ]))
  }

  @Test func aFileOfWhichATableIsUsedStandsNotAlone() throws {
    let table = "int (*methods[])(void) = {first};"
    let use = "extern int (*methods[])(void); void *all(void) { return methods; }"
    #expect(
      try !areApart([
        "library.c": Self.library, "a.c": Self.driver("first") + table,
        "b.c": Self.driver("second") + use,
      ]))
  }
}
