import Foundation
import KernelTree
import Testing

/// How often the build system is asked for its commands.
@Suite struct DryRunCacheTests {
  /// A tree, a cache, and what reading the tree told on its way.
  private struct Setting {
    let tree: Scratch
    let cache: Scratch
    let log = EventLog()

    init() throws {
      tree = try Scratch(MiniatureKernel.files())
      cache = try Scratch()
    }

    var questions: Int {
      log.events.count { if case .dryRun = $0 { true } else { false } }
    }

    func describe(
      keepsAnswers: Bool = true, environment: [String: String] = [:]
    ) async throws -> TreeDescription {
      var request = TreeRequest(
        paths: [tree.path], configuration: "defconfig", cacheDirectory: cache.path)
      request.keepsAnswers = keepsAnswers
      let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      return try await TreeReader(environment: all, report: log.add).describe(request)
    }

    /// The names of the files that answers are kept in.
    func answers() throws -> [String] {
      try cache.fingerprint().keys.filter { $0.hasPrefix("answers/") && !$0.hasSuffix("/") }
    }
  }

  @Test func aTreeThatIsTheSameIsAskedOnce() async throws {
    let setting = try Setting()
    let first = try await setting.describe()
    // What is in a source is the compiler's business.
    try setting.tree.write("int open, closed;\n", to: "fs/open.c")
    let second = try await setting.describe(environment: ["SHLVL": "7"])
    #expect(first == second)
    #expect(first.commands.map(\.path) == MiniatureKernel.units)
    #expect(setting.questions == 1)
  }

  @Test(arguments: [
    ("Makefile", "\nfs/: fs/more.o\nfs/more.o:\n\t$(rule_cc_o_c)\n"), ("fs/Kbuild", "# nothing"),
    ("scripts/any", "true\n"), ("fs/new.c", "int new;\n"),
  ])
  func aTreeWhoseBuildFilesChangedIsAskedAgain(file: String, text: String) async throws {
    let setting = try Setting()
    _ = try await setting.describe()
    let before = setting.tree.has(file) ? try setting.tree.text(of: file) : ""
    try setting.tree.write(before + text, to: file)
    let tree = try await setting.describe()
    #expect(setting.questions == 2)
    let names = tree.commands.map(\.path) + tree.incomplete.map(\.file)
    #expect(names.contains("fs/more.c") == (file == "Makefile"))
  }

  @Test func anotherEnvironmentIsAskedIn() async throws {
    let setting = try Setting()
    _ = try await setting.describe()
    let tree = try await setting.describe(environment: ["KCFLAGS": "-DMORE"])
    #expect(setting.questions == 2)
    #expect(tree.commands.allSatisfy { $0.arguments.contains("-DMORE") })
  }

  @Test func aDamagedAnswerIsAskedForAgain() async throws {
    let setting = try Setting()
    let first = try await setting.describe()
    let answers = try setting.answers()
    try #require(answers.count == 1)
    try setting.cache.write("no answer", to: answers[0])
    #expect(try await setting.describe() == first)
    #expect(setting.questions == 2)
  }

  @Test func onlyTheLastAnswersAreKept() async throws {
    let setting = try Setting()
    for number in 1...80 { try setting.cache.write("", to: "answers/old-\(number)") }
    _ = try await setting.describe()
    let answers = try setting.answers()
    #expect(answers.count == 64)
    #expect(answers.contains { !$0.contains("old") })
  }

  @Test func nothingIsKeptUnlessWanted() async throws {
    let setting = try Setting()
    for _ in 1...2 { _ = try await setting.describe(keepsAnswers: false) }
    #expect(setting.questions == 2)
    #expect(try setting.answers().isEmpty)
  }
}
