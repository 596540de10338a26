import CorpusSupport
import Foundation
import Testing

@Suite struct ReversalTests {
  /// A folder with one file, which goes with the test.
  private final class Tree {
    let folder: String

    init(_ name: String, _ text: String) throws {
      folder = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try write(name, text)
    }

    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }
  }

  private let source = """
    static int first(int a);

    static int other(void)
    {
    \treturn lock(1);
    }

    static int first(int a)
    {
    \tif (a) {
    \t\tlock(a);
    \t}
    \treturn lock(2);
    }

    struct record {
    \tint count;
    };
    """

  private func reversal(_ edits: [ReversalEdit]) -> Reversal {
    Reversal(id: "test", story: "", scope: [], edits: edits, findings: [])
  }

  private func apply(_ edits: ReversalEdit...) throws -> String {
    let tree = try Tree("a.c", source)
    let texts = try reversal(edits).overlay(tree: tree.folder)
    #expect(Array(texts.keys) == [tree.folder + "/a.c"])
    #expect(try String(contentsOfFile: tree.folder + "/a.c", encoding: .utf8) == source)
    return try #require(texts[tree.folder + "/a.c"])
  }

  @Test func anEditReachesOnlyTheDefinitionThatItNames() throws {
    let text = try apply(
      ReversalEdit(
        file: "a.c", within: "first", find: "lock\\((\\w)\\)", replace: "take($1)", count: 2))
    #expect(text.contains("take(a)"))
    #expect(text.contains("take(2)"))
    #expect(text.contains("lock(1)"))
  }

  @Test func laterEditsSeeEarlierOnes() throws {
    let text = try apply(
      ReversalEdit(file: "a.c", within: "record", find: "^\\tint count;", replace: "\tint number;"),
      ReversalEdit(file: "a.c", find: "number", replace: "total"))
    #expect(text.contains("struct record {\n\tint total;\n};"))
  }

  @Test func aTreeThatTheEditWasNotMadeForIsRefused() {
    #expect(
      throws: CorpusFailure.unexpectedMatches(
        reversal: "test", file: "a.c", pattern: "lock", found: 2, expected: 1)
    ) { try apply(ReversalEdit(file: "a.c", within: "first", find: "lock", replace: "")) }
  }

  @Test func aPlaceThatIsGoneIsRefused() {
    #expect(throws: CorpusFailure.noSuchPlace(reversal: "test", file: "a.c", place: "second")) {
      try apply(ReversalEdit(file: "a.c", within: "second", find: "lock", replace: ""))
    }
  }

  @Test func aBrokenPatternIsRefused() {
    #expect(throws: CorpusFailure.badPattern(reversal: "test", pattern: "(")) {
      try apply(ReversalEdit(file: "a.c", find: "(", replace: ""))
    }
  }

  @Test func aReversalsFileIsNamedAfterIt() throws {
    let tree = try Tree("other.yaml", "{id: name, story: s, scope: [], edits: [], findings: []}")
    let file = tree.folder + "/other.yaml"
    #expect(
      throws: CorpusFailure.badReversal(
        file: file, reason: "the id name is not the name of the file")
    ) { try Reversal(file: file) }
    try tree.write("name.yaml", "{id: name, story: s, scope: [], edits: [], findings: []}")
    #expect(
      try Reversal(file: tree.folder + "/name.yaml")
        == Reversal(
          id: "name", story: "s", scope: [], edits: [], findings: []))
  }

  /// The tree of Debian's linux-source-6.1, if the environment names one.
  private static let realTree = ProcessInfo.processInfo.environment["DEADLINT_LINUX_61"]

  @Test(.enabled(if: realTree != nil))
  func everyReversalAppliesToItsTree() throws {
    let tree = try #require(Self.realTree)
    let corpus = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Corpus/reversals").path
    for reversal in try Reversal.all(in: corpus) {
      let texts = try reversal.overlay(tree: tree)
      #expect(Set(texts.keys) == Set(reversal.edits.map { tree + "/" + $0.file }))
      for (path, text) in texts {
        #expect(try text != String(contentsOfFile: path, encoding: .utf8), "\(path)")
      }
    }
  }
}
