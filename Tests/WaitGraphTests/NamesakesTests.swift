import LockIR
import RuleCatalog
import Testing
import WaitGraph

/// Functions and variables of one name in several files.
@Suite struct NamesakesTests {
  private static func library(_ lock: String, _ attribute: String = "") -> String {
    "struct mutex \(lock); void \(attribute) take(void) { lock(&\(lock)); unlock(&\(lock)); }"
  }

  private static func user(_ outer: String) -> String {
    """
    struct mutex \(outer);
    void take(void);
    void start_\(outer)(void) { lock(&\(outer)); take(); unlock(&\(outer)); }
    """
  }

  @Test func aModuleCallsItsOwn() throws {
    let snippet = try Snippet(files: [
      "a/library.c": Self.library("first"), "a/use.c": Self.user("one"),
      "b/library.c": Self.library("second"), "b/use.c": Self.user("two"),
    ])
    #expect(snippet.edges == ["one -> first", "two -> second"])
  }

  @Test func aModuleHasItsOwnVariables() throws {
    func module(_ name: String, _ first: String, _ second: String) -> String {
      "extern struct mutex state, shared; void \(name)(void) { lock(&\(first)); lock(&\(second)); }"
    }
    let snippet = try Snippet(files: [
      "a/state.c": "struct mutex state;", "a/use.c": module("nest", "state", "shared"),
      "b/state.c": "struct mutex state;", "b/use.c": module("turn", "shared", "state"),
      "shared.c": "struct mutex shared;",
    ])
    #expect(snippet.edges == ["shared -> state", "state -> shared"])
    #expect(snippet.cycles.isEmpty)
  }

  @Test func whoIsNearToNeitherGetsTheFirst() throws {
    let snippet = try Snippet(files: [
      "a/library.c": Self.library("first"), "b/library.c": Self.library("second"),
      "c/use.c": Self.user("one"),
    ])
    #expect(snippet.edges == ["one -> first"])
  }

  @Test func structuresWithoutANameAreOfTheirFile() throws {
    let table = """
      static struct { int line; void (*run)(void *); } table[] = {{1, run_%}};

      """
    func file(_ name: String, _ use: String) -> String {
      ("static void run_%(void *data) {}\n" + table + use).replacing("%", with: name)
    }
    let graph = try Snippet(files: [
      "a.c": file("a", "void open(int i) { request_line(table[i].line, table[i].run, 0); }"),
      "b.c": file("b", "void call(int i) { table[i].run(0); }"),
    ]).graph
    let handlers = graph.activations.filter { $0.context == .threadedIRQ }.map {
      graph.index.program.plainName(of: graph.index[$0.function].function.symbol)
    }
    #expect(handlers == ["run_a"])
  }

  @Test func aWeakDefinitionGivesWay() throws {
    let weak = "#define __weak __attribute__((weak))\n"
    let snippet = try Snippet(files: [
      "core/library.c": weak + Self.library("general", "__weak") + Self.user("one"),
      "machine/library.c": Self.library("special"),
    ])
    #expect(snippet.edges == ["one -> special"])
  }
}
