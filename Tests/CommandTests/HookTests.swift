import Foundation
import TestSupport
import Testing

/// Hooks, each run by its real host in a real repository.
@Suite struct HookTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Where the hosts find deadlint, without what is not the test's business.
  private func environment(_ folder: StoreFolder) -> [String: String] {
    let programs = URL(filePath: Command.path).deletingLastPathComponent().path()
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return [
      "PATH": "\(programs):\(TestTools.folder):\(path)",
      "XDG_CACHE_HOME": folder.path + "/.git/cache",
      "PRE_COMMIT_HOME": folder.path + "/.git/pre-commit", "HOME": folder.path + "/.git",
      "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
      "GIT_COMMITTER_EMAIL": "a@example.org",
    ]
  }

  private func run(
    _ program: String, _ arguments: [String], in folder: StoreFolder
  ) throws -> Program.Result {
    try Program(program, in: folder.path, environment: environment(folder)).run(arguments)
  }

  @Test func gitsOwnHookStopsACommitThatAddsADefect() throws {
    let folder = try StoreFolder()
    let installed = try folder.runPlain(["hook", "install"])
    #expect(installed.status == 0, "\(installed.errors)")
    _ = try folder.write(StoreFolder.sleeping, to: "drivers/store.c")
    let commit = ["commit", "--all", "--message", "sleep"]
    let stopped = try run("/usr/bin/git", commit, in: folder)
    #expect(stopped.status != 0)
    #expect((stopped.output + stopped.errors).contains("[sleep-in-rcu]"))
    _ = try folder.write("/* A store. */\n" + StoreFolder.clean, to: "drivers/store.c")
    #expect(try run("/usr/bin/git", commit, in: folder).status == 0)
    // Nothing reads it, so nothing can be said of it.
    _ = try folder.write("int x;\n", to: "elsewhere/x.c")
    try folder.git("add", "elsewhere")
    #expect(try run("/usr/bin/git", commit, in: folder).status == 0)
    #expect(try folder.runPlain(["hook", "install"]).status == 0)
  }

  @Test func aHookOfSomebodyElseIsLeftAlone() throws {
    let folder = try StoreFolder()
    let hook = try folder.write("#!/bin/sh\nexit 0\n", to: ".git/hooks/pre-commit")
    let refused = try folder.runPlain(["hook", "install"])
    #expect(refused.status == 2)
    #expect(refused.errors.contains("--force"))
    #expect(try String(contentsOfFile: hook, encoding: .utf8) == "#!/bin/sh\nexit 0\n")
    #expect(try folder.runPlain(["hook", "install", "--force"]).status == 0)
    let outside = try Command.run(["hook", "install", "--tree", "/"])
    #expect(outside.status == 2)
    #expect(outside.errors.contains("not in a git repository"))
  }

  @Test func preCommitRunsTheHookThatTheRepositoryOffers() throws {
    let folder = try StoreFolder()
    // The hook's own repository, as a user would name it by its address.
    let hooks = folder.path + "/.git/hooks-repository"
    try FileManager.default.createDirectory(atPath: hooks, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Self.root.path() + "/.pre-commit-hooks.yaml",
      toPath: hooks + "/.pre-commit-hooks.yaml")
    let git = Program("/usr/bin/git", in: hooks, environment: environment(folder))
    for arguments in [
      ["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "hooks"],
    ] {
      try #require(try git.run(arguments).status == 0)
    }
    let revision = try git.run(["rev-parse", "HEAD"]).output.trimmingCharacters(in: .newlines)
    _ = try folder.write(
      "repos:\n- repo: \(hooks)\n  rev: \(revision)\n  hooks:\n  - id: deadlint\n",
      to: ".pre-commit-config.yaml")
    let preCommit = TestTools.program("pre-commit")
    try #require(try run(preCommit, ["install"], in: folder).status == 0)
    try folder.git("add", ".pre-commit-config.yaml")
    _ = try folder.write(StoreFolder.sleeping, to: "drivers/store.c")
    try folder.git("add", "--all")
    // What is not staged is no part of the commit.
    _ = try folder.write(StoreFolder.clean, to: "drivers/store.c")
    let commit = ["commit", "--message", "change"]
    let stopped = try run("/usr/bin/git", commit, in: folder)
    #expect(stopped.status != 0)
    #expect((stopped.output + stopped.errors).contains("[sleep-in-rcu]"), "\(stopped.errors)")
    try folder.git("add", "--all")
    let passed = try run("/usr/bin/git", commit, in: folder)
    #expect(passed.status == 0, "\(passed.output)\(passed.errors)")
    _ = try folder.write("words\n", to: "README")
    try folder.git("add", "--all")
    let skipped = try run("/usr/bin/git", commit, in: folder)
    #expect((skipped.output + skipped.errors).contains("Skipped"), "\(skipped.errors)")
  }

  @Test func b4ChecksEachPatchOfABranch() throws {
    let folder = try StoreFolder()
    let git = { (arguments: [String]) in try run("/usr/bin/git", arguments, in: folder) }
    let words = "deadlint patch - --applied --tree . --format checkpatch --quiet --no-cache"
    for arguments in [
      ["branch", "-m", "main"], ["config", "user.name", "A"],
      ["config", "user.email", "a@example.org"],
      ["config", "b4.prep-perpatch-check-cmd", words],
      ["config", "b4.prep-cover-strategy", "commit"],
    ] {
      try #require(try git(arguments).status == 0)
    }
    let b4 = TestTools.program("b4")
    let begun = try run(b4, ["--no-interactive", "prep", "-n", "store", "-f", "main"], in: folder)
    try #require(begun.status == 0, "\(begun.output)\(begun.errors)")
    try folder.commit("/* A store. */\n" + StoreFolder.clean, subject: "comment")
    try folder.commit("/* A store. */\n" + StoreFolder.sleeping, subject: "sleep")
    let result = try run(b4, ["--no-interactive", "prep", "--check"], in: folder)
    let said = result.output + result.errors
    #expect(said.contains("drivers/store.c:\(StoreFolder.addedLine + 1): ERROR: "), "\(said)")
    #expect(said.components(separatedBy: "ERROR: ").count == 2, "\(said)")
  }

  @Test(arguments: [("github.yml", "vendor.github-workflows"), ("gitlab.yml", "vendor.gitlab-ci")])
  func theExamplesForCIAreWhatTheirServicesRead(_ file: String, _ schema: String) throws {
    let path = Self.root.appending(path: "docs/ci/\(file)").path()
    let arguments =
      ["--builtin-schema", schema, path]
      + (schema.contains("gitlab") ? ["--data-transform", "gitlab-ci"] : [])
    let result = try Program(TestTools.program("check-jsonschema")).run(arguments)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }
}
