import Extraction
import Foundation
import LockIR
import Testing

/// Units as a whole: which functions they have, what they are asked for and what goes wrong.
@Suite struct UnitExtractorTests {
  @Test func aFileThatEndsInTheMiddleOfAFunctionSaysSo() throws {
    let unit = try Snippet("int f(void)\n{\n  return 1;\n", macroConstants: ["X"]).extract()
    #expect(unit.diagnostics.map(\.line) == [3])
  }

  @Test func functionsOfHeadersComeAfterTheFilesOwnAndOnlyIfReached() throws {
    let unit = try Snippet(
      """
      #include "inc/h.h"
      int f(void) { return direct(); }
      int (*g(void))(void) { return taken; }
      """,
      headers: [
        "inc/h.h": """
        static inline int unused(void) { return 0; }
        static inline int deeper(void) { return 1; }
        static inline int taken(void) { return 2; }
        static inline int direct(void) { return deeper(); }
        """
      ]
    ).extract()
    #expect(
      unit.functions.map { unit[$0.symbol] } == [
        "f", "g", "inc/h.h::direct", "inc/h.h::taken", "inc/h.h::deeper",
      ])
    #expect(unit[unit.functions[2].location.file] == "inc/h.h")
    #expect(unit[unit.functions[2].attributes[1]] == "inline")
  }

  @Test func aKnownFunctionIsLeftOutWithWhatOnlyItReaches() throws {
    var snippet = Snippet(
      "#include \"h.h\"\nint f(void) { return direct() + other(); }\n",
      headers: [
        "h.h": """
        static inline int deeper(void) { return 1; }
        static inline int direct(void) { return deeper(); }
        static inline int other(void) { return 2; }
        """
      ])
    snippet.request.knownFunctions = ["h.h::direct"]
    let unit = try snippet.extract()
    #expect(unit.functions.map { unit[$0.symbol] } == ["f", "h.h::other"])
    #expect(unit.text.contains("h.h::direct()"))
  }

  @Test func anInitializerReachesAFunctionOfAHeader() throws {
    let unit = try Snippet(
      "#include \"h.h\"\nint (*p)(void) = in_header;\n",
      headers: ["h.h": "static inline int in_header(void) { return 0; }\n"]
    ).extract()
    #expect(unit.functions.map { unit[$0.symbol] } == ["h.h::in_header"])
    #expect(unit.initializers.count == 1)
  }

  @Test func anIncludedFileThatIsNoHeaderIsLoweredAsAWhole() throws {
    let unit = try Snippet(
      "#include \"part.c\"\n",
      headers: ["part.c": "static int state = 1;\nstatic int f(void) { return state; }\n"]
    ).extract()
    #expect(unit.functions.map { unit[$0.symbol] } == ["part.c::f"])
    #expect(unit.globals.map { unit[$0.symbol] } == ["part.c::state"])
  }

  @Test func pathsAreRelativeToTheInnermostRoot() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "extraction-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let include = folder.appending(path: "build/include")
    try FileManager.default.createDirectory(at: include, withIntermediateDirectories: true)
    try Data("#include \"/elsewhere/far.h\"\nstatic int made(void) { return 0; }\n".utf8)
      .write(to: include.appending(path: "made.h"))
    let tree = folder.path(percentEncoded: false)
    let unit = try UnitExtractor().extract(
      ExtractionRequest(
        file: tree + "/src/a.c", arguments: ["-I../build/include"],
        workingDirectory: tree + "/build", roots: [tree, tree + "/build/"],
        unsavedFiles: [
          tree + "/src/a.c": "#include <made.h>\nint f(void) { return made() + far(); }\n",
          "/elsewhere/far.h": "static int far(void) { return 0; }\n",
        ]))
    #expect(unit.path == "src/a.c")
    #expect(
      unit.functions.map { unit[$0.symbol] } == [
        "f", "include/made.h::made", "/elsewhere/far.h::far",
      ])
  }

  @Test func aTextReplacesTheFileOnTheDisk() throws {
    var request = Snippet("int f(void) { return 1; }\n").request
    request.file = "/etc/hostname"
    request.roots = ["/etc"]
    request.arguments = ["-xc"]
    request.unsavedFiles = ["/etc/hostname": "int mutated(void) { return 2; }\n"]
    let unit = try UnitExtractor().extract(request)
    #expect(unit.path == "hostname")
    #expect(unit.functions.map { unit[$0.name] } == ["mutated"])
    #expect(unit[unit.functions[0].location.file] == "hostname")
  }

  @Test func macroConstantsHaveTheirValues() throws {
    let unit = try Snippet(
      """
      typedef unsigned int gfp_t;
      #define IO ((gfp_t)0x40u)
      #define HIGH ((gfp_t)1u << 31)
      #define BIG (~0ull)
      #define NEGATIVE (-5)
      #define COMBINED (IO | HIGH)
      #define CALL other()
      #define EMPTY
      #define NUMBER_OF(x) 1
      int f(void) { return IO; }
      """,
      macroConstants: [
        "IO", "HIGH", "BIG", "NEGATIVE", "COMBINED", "CALL", "EMPTY", "MISSING", "NUMBER_OF",
      ]
    ).extract()
    #expect(
      unit.macroConstants == [
        "IO": 0x40, "HIGH": 0x8000_0000, "BIG": -1, "NEGATIVE": -5, "COMBINED": 0x8000_0040,
      ])
    #expect(unit.diagnostics == [])
    #expect(unit.functions.count == 1)
    #expect(unit.globals == [])
  }

  @Test(arguments: ["int f(void) { return 1 }", "#if 1\nint f(void) { return 1 }\n#endif\n"])
  func askingForConstantsAddsNoDiagnostics(text: String) throws {
    let without = try Snippet(text).extract()
    let with = try Snippet(text, macroConstants: ["MISSING"]).extract()
    #expect(with.diagnostics == without.diagnostics)
    #expect(with.diagnostics.map(\.line) == [text.hasPrefix("#") ? 2 : 1])
  }

  @Test func whatParsesAroundAnErrorIsKept() throws {
    let unit = try Snippet(
      """
      int before(void) { return 1; }
      int broken(void) { return undeclared; }
      #include "missing.h"
      struct { unknown_t x; } v;
      int after(void) { return 2; }
      """
    ).extract()
    #expect(unit.functions.map { unit[$0.name] } == ["before", "broken", "after"])
    #expect(unit.diagnostics.map(\.line) == [2, 3, 4])
    #expect(unit.diagnostics.allSatisfy { $0.file == "a.c" })
  }

  @Test func whatOldCompilersTookIsNoError() throws {
    let unit = try Snippet(
      """
      struct s { int x; };
      void g(struct s *);
      f(void) { implicit(); g(3); int *p = 4; long *q = p; g(q); return p; }
      """, arguments: ["-std=gnu89", "-Werror", "-Werror=implicit-function-declaration"]
    ).extract()
    #expect(unit.diagnostics == [])
    #expect(unit.functions.count == 1)
  }

  @Test func theSameTextGivesTheSameUnit() throws {
    let snippet = Snippet(
      """
      struct s { int a, b; void (*f)(void); };
      void one(void); void two(void);
      static struct s table[] = { { 1, 2, one }, { .f = two } };
      int f(struct s *s) { s->f(); return table[s->a].b && s->b; }
      """, macroConstants: ["__LINE__", "__STDC__", "__INT_MAX__"])
    #expect(try snippet.extract() == snippet.extract())
  }

  @Test func aDeepExpressionFitsOnTheStack() throws {
    let depth = 5_000
    let unit = try Snippet(
      "int f(int x) { return \(Array(repeating: "x", count: depth).joined(separator: " + ")); }\n"
    ).extract()
    #expect(unit.diagnostics == [])
    #expect(unit.functions[0].values.count == depth + 1)
  }

  @Test func aLongElseIfChainFitsOnTheStack() throws {
    let count = 2_000
    let chain = (0..<count).map { "if (x == \($0)) g(\($0)); else " }.joined()
    let unit = try Snippet(
      "void g(int);\nvoid f(int x) { \(chain) g(-1); }\n", arguments: ["-fbracket-depth=100000"]
    ).extract()
    #expect(unit.functions[0].blocks.count == 2 * count + 2)
  }

  @Test func aMissingFileIsAFailure() {
    var request = Snippet("").request
    request.file = "/tree/missing.c"
    #expect(throws: ExtractionFailure.unreadable(path: "/tree/missing.c")) {
      try UnitExtractor().extract(request)
    }
  }

  @Test func aStackThatIsNotToBeHadIsAFailure() {
    let request = Snippet("int x;\n").request
    #expect(throws: ExtractionFailure.noThread(path: "/tree/a.c")) {
      try UnitExtractor(stackSize: 1 << 50).extract(request)
    }
  }

  @Test func anUnknownOptionIsADiagnosticAndNoFailure() throws {
    let unit = try Snippet("int f(void) { return 1; }\n", arguments: ["-fno-such-option"]).extract()
    #expect(unit.functions.count == 1)
    #expect(unit.diagnostics.count == 1)
  }
}
