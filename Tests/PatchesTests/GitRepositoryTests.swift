import Foundation
import Patches
import TestSupport
import Testing

/// Against the real git.
@Suite struct GitRepositoryTests {
  /// A repository with one commit of the sample files, gone at the end of the test.
  private func withRepository(
    _ body: (_ folder: String, _ git: (String...) throws -> Void) async throws -> Void
  ) async throws {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: url) }
    let folder = url.path()
    for (path, text) in PatchSample.files { try write(text, to: path, in: folder) }
    func git(_ arguments: String...) throws {
      let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
      let result = try Program("/usr/bin/git", in: folder).run(identity + arguments)
      try #require(result.status == 0, "\(result.errors)")
    }
    try git("init", "--quiet")
    try git("add", "--all")
    try git("commit", "--quiet", "--message", "first")
    try await body(folder, git)
  }

  private func write(_ text: String, to path: String, in folder: String) throws {
    let url = URL(filePath: folder).appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The store as the change's patches leave it.
  private func store(after change: GitRepository.Change, in folder: String) throws -> String? {
    var tree = PatchedTree(tree: folder, texts: change.base) { path in
      FileManager.default.contents(atPath: folder + "/" + path).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    for patch in change.series.patches { _ = try tree.apply(patch) }
    return try tree.text(of: "drivers/store/store.c")
  }

  private let path = "drivers/store/store.c"
  private let once = PatchSample.store.replacing("users++", with: "users += 1")
  private let twice = PatchSample.store.replacing("users++", with: "users += 2")

  @Test func theStagedChangeIsWhatTheIndexHasWhateverTheDiskHas() async throws {
    try await withRepository { folder, git in
      let repository = try await GitRepository(at: folder)
      #expect(try await repository.staged() == nil)
      try write(once, to: path, in: folder)
      try git("add", "--all")
      try write(twice, to: path, in: folder)
      let change = try #require(try await repository.staged())
      #expect(try store(after: change, in: folder) == once)
      let whole = try #require(try await repository.worktree())
      #expect(try store(after: whole, in: folder) == twice)
    }
  }

  @Test func aRangeIsASeriesOnTopOfItsFirstCommit() async throws {
    try await withRepository { folder, git in
      for (number, text) in [once, twice].enumerated() {
        try write(text, to: path, in: folder)
        try git("commit", "--quiet", "--all", "--message", "step \(number + 1)")
      }
      let repository = try await GitRepository(at: folder)
      let change = try await repository.range("HEAD~2..HEAD")
      #expect(change.series.patches.map(\.subject) == ["step 1", "step 2"])
      #expect(try store(after: change, in: folder) == twice)
      let first = try await repository.range("HEAD~2..HEAD~1")
      #expect(try store(after: first, in: folder) == once)
      let last = try await repository.range("HEAD~1")
      #expect(last.series.patches.map(\.subject) == ["step 2"])
    }
  }

  @Test func aTreeInsideARepositoryIsItsOwn() async throws {
    try await withRepository { folder, git in
      try write(once, to: path, in: folder)
      let repository = try await GitRepository(at: folder + "/drivers")
      let change = try #require(try await repository.worktree())
      #expect(Array(change.base.keys) == ["store/store.c"])
      var tree = PatchedTree(tree: folder, texts: change.base) { _ in nil }
      #expect(try tree.apply(change.series.patches[0]).files.map(\.path) == ["store/store.c"])
    }
  }

  @Test func aDeletedFileIsGoneAndARenamedOneMoved() async throws {
    try await withRepository { folder, git in
      try git("mv", path, "drivers/store/main.c")
      try git("rm", "--quiet", "drivers/store/store.h")
      let change = try #require(try await GitRepository(at: folder).staged())
      var tree = PatchedTree(tree: folder, texts: change.base) { _ in nil }
      let files = try tree.apply(change.series.patches[0]).files
      #expect(
        files.map { "\($0.path) \($0.text == nil)" } == [
          "drivers/store/main.c false", "drivers/store/store.c true",
          "drivers/store/store.h true",
        ])
    }
  }

  @Test(arguments: ["nothing..HEAD", "HEAD..nothing", "a...b", "..", "--all..HEAD"])
  func aRangeThatDoesNotExistIsNamed(_ range: String) async throws {
    try await withRepository { folder, _ in
      let repository = try await GitRepository(at: folder)
      let failure = await #expect(throws: PatchFailure.self) {
        try await repository.range(range)
      }
      #expect(failure?.description.hasPrefix("\(range): no such range") == true)
    }
  }

  @Test func aRangeOfNothingIsNoPatch() async throws {
    try await withRepository { folder, _ in
      let repository = try await GitRepository(at: folder)
      await #expect(throws: PatchFailure.emptyRange("HEAD..HEAD")) {
        try await repository.range("HEAD..HEAD")
      }
    }
  }

  @Test(arguments: ["/", "/no/such/folder"])
  func aFolderOutsideOfARepositoryIsNamed(_ folder: String) async throws {
    await #expect(throws: PatchFailure.notARepository(folder: folder)) {
      try await GitRepository(at: folder)
    }
  }
}
