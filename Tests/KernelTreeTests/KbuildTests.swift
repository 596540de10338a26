import Foundation
import KernelTree
import Testing

/// Against a kernel of a few lines: everything that does not take a real one.
@Suite struct KbuildTests {
  /// A tree, a cache, and what reading the tree told on its way.
  private final class Setting: Sendable {
    let tree: Scratch
    let cache: Scratch
    private let log = EventLog()

    init(_ files: [String: String] = MiniatureKernel.files()) throws {
      tree = try Scratch(files)
      cache = try Scratch()
    }

    var events: [TreeEvent] { log.events }

    func request(_ change: (inout TreeRequest) -> Void = { _ in }) -> TreeRequest {
      var request = TreeRequest(
        paths: [tree.path], configuration: "defconfig", cacheDirectory: cache.path)
      change(&request)
      return request
    }

    /// As `make defconfig prepare` in the tree would; the order decides what is up to date.
    func prepareInPlace() throws {
      try tree.write("CONFIG_FIRST=y\n", to: ".config")
      for name in ["autoconf", "asm-offsets", "bounds", "utsrelease"] {
        try tree.write("", to: "include/generated/\(name).h")
      }
      try tree.write("", to: "include/config/auto.conf")
    }

    func describe(_ request: TreeRequest) async throws -> TreeDescription {
      try await TreeReader(report: log.add).describe(request)
    }

    /// What is below a folder of the cache, with its dates.
    func files(of folder: String) throws -> [String: Date] {
      try cache.fingerprint().filter { $0.key.hasPrefix(folder + "/") }
    }
  }

  @Test func aConfigurationIsMadeOutsideTheTree() async throws {
    let setting = try Setting()
    let before = try setting.tree.fingerprint()
    let tree = try await setting.describe(setting.request())
    #expect(try setting.tree.fingerprint() == before)
    #expect(tree.kind == .tree)
    #expect(tree.root == setting.tree.path)
    #expect(tree.kernelVersion == TreeVersion(major: 6, minor: 1, patch: 7))
    #expect(tree.config == "defconfig")
    #expect(tree.commands.map(\.path) == MiniatureKernel.units)
    #expect(tree.incomplete == [])
    let build = try #require(tree.buildDirectory)
    #expect(build.hasPrefix(setting.cache.path + "/builds/"))
    let command = try #require(tree.commands.first { $0.path == "fs/open.c" })
    #expect(command.file == setting.tree.path + "/fs/open.c")
    #expect(command.directory == build)
    #expect(command.arguments.contains("-I\(build)/include"))
    #expect(command.arguments.contains("-DKBUILD_MODNAME=\"fs\""))
    #expect(!command.arguments.contains("-mpreferred-stack-boundary=3"))
  }

  @Test func whatTheBuildGeneratesIsGeneratedWithoutCompiling() async throws {
    let setting = try Setting()
    let tree = try await setting.describe(setting.request())
    let build = try #require(tree.buildDirectory)
    for name in ["table", "image"] {
      let generated = try #require(tree.commands.first { $0.path == "fs/\(name).c" })
      #expect(generated.file == build + "/fs/\(name).c")
      #expect(try String(contentsOfFile: generated.file, encoding: .utf8) == "int \(name);\n")
    }
    #expect(!FileManager.default.fileExists(atPath: build + "/fs/super.d"))
  }

  @Test func theSameConfigurationIsPreparedOnce() async throws {
    let setting = try Setting()
    let first = try await setting.describe(setting.request())
    let second = try await setting.describe(setting.request())
    let build = try #require(first.buildDirectory)
    #expect(first == second)
    #expect(setting.events.filter { $0 == .configuring("defconfig", folder: build) }.count == 1)
    #expect(setting.events.filter { $0 == .preparing(folder: build) }.count == 1)
    #expect(setting.events.filter { $0 == .generating(folder: build) }.count == 1)
    #expect(setting.events.contains(.reusing(folder: build)))
    #expect(setting.events.last == .found(commands: MiniatureKernel.units.count))
  }

  @Test func aFolderThatWasLeftHalfMadeIsMadeAnew() async throws {
    let setting = try Setting()
    let build = try #require(try await setting.describe(setting.request()).buildDirectory)
    let name = try #require(PathText.relative(build, to: setting.cache.path))
    try setting.cache.write("", to: name + "/.deadlint-prepared")
    try setting.cache.write("", to: name + "/left-over")
    _ = try await setting.describe(setting.request())
    #expect(!setting.cache.has(name + "/left-over"))
    #expect(setting.events.filter { $0 == .preparing(folder: build) }.count == 2)
  }

  @Test func twoRunsAtOncePrepareOneFolderOnce() async throws {
    let setting = try Setting()
    let request = setting.request()
    async let first = setting.describe(request)
    async let second = setting.describe(request)
    let (one, other) = try await (first, second)
    #expect(one == other)
    let build = try #require(one.buildDirectory)
    #expect(setting.events.filter { $0 == .preparing(folder: build) }.count == 1)
  }

  @Test func optionsAreSetAndNamedInTheConfiguration() async throws {
    let setting = try Setting()
    let tree = try await setting.describe(
      setting.request {
        $0.enable = ["CONFIG_SECOND"]
        $0.disable = ["FIRST"]
      })
    #expect(tree.config == "defconfig +SECOND -FIRST")
    let build = try #require(tree.buildDirectory)
    let text = try String(contentsOfFile: build + "/.config", encoding: .utf8)
    #expect(text.contains("CONFIG_SECOND=y\n"))
    #expect(text.contains("# CONFIG_FIRST is not set\n"))
  }

  @Test func anOptionThatNoKconfigDefinesIsNamed() async throws {
    let setting = try Setting()
    let request = setting.request { $0.enable = ["SECOND", "NOWHERE"] }
    await #expect(throws: KernelTreeFailure.unknownOption("NOWHERE", tree: setting.tree.path)) {
      try await setting.describe(request)
    }
    #expect(try setting.cache.fingerprint().keys.allSatisfy { !$0.contains(".config") })
  }

  @Test func anOptionThatDoesNotTakeIsWorthAWarning() async throws {
    let setting = try Setting()
    let tree = try await setting.describe(setting.request { $0.enable = ["BOUND"] })
    #expect(tree.commands.count == MiniatureKernel.units.count)
    #expect(
      setting.events.contains(
        .warning("CONFIG_BOUND stays off: an option that it depends on is off")))
  }

  @Test func aConfigurationThatMakeDoesNotKnowIsNamed() async throws {
    let setting = try Setting()
    await #expect(
      throws: KernelTreeFailure.unknownConfiguration("nosuchconfig", tree: setting.tree.path)
    ) {
      try await setting.describe(setting.request { $0.configuration = "nosuchconfig" })
    }
  }

  @Test func aConfigurationFileIsTaken() async throws {
    let setting = try Setting()
    try setting.cache.write("CONFIG_SECOND=y\n", to: "my.config")
    let file = setting.cache.path + "/my.config"
    let tree = try await setting.describe(setting.request { $0.configuration = file })
    #expect(tree.config == file)
    let build = try #require(tree.buildDirectory)
    #expect(
      try String(contentsOfFile: build + "/.config", encoding: .utf8) == "CONFIG_SECOND=y\n\n")
  }

  @Test func preparingThatFailsAfterTheHeadersIsWorthAWarning() async throws {
    let setting = try Setting(
      MiniatureKernel.files(prepareEnds: "echo 'error: no libfoo' >&2; false"))
    let tree = try await setting.describe(setting.request())
    #expect(tree.commands.count == MiniatureKernel.units.count)
    #expect(
      setting.events.contains(
        .warning("make prepare failed in part, all headers are there: error: no libfoo")))
  }

  @Test func preparingThatMakesNoHeadersFailsWithItsLastWord() async throws {
    let setting = try Setting(
      MiniatureKernel.files(
        prepareEnds: "rm $(O)/include/generated/*; echo 'error: no libfoo' >&2; false"))
    await #expect(
      throws: KernelTreeFailure.preparationFailed(
        tree: setting.tree.path, output: "error: no libfoo")
    ) {
      try await setting.describe(setting.request())
    }
  }

  /// Folders without a makefile are built by that of a folder above.
  @Test func aFolderWithoutAMakefileIsAskedForWithTheOneAbove() async throws {
    let setting = try Setting()
    let part = try await setting.describe(setting.request { $0.only = ["fs/deep"] })
    #expect(part.commands.map(\.path) == ["fs/deep/deep.c"])
  }

  @Test(arguments: [
    MiniatureKernel.files(version: (6, 12)),
    MiniatureKernel.files(
      version: (5, 10), whole: "descend", wholeLine: "unused :=", folder: "fs/"),
    MiniatureKernel.files(
      version: (5, 4), whole: "descend", wholeLine: "unused :=", folder: "fs"),
    MiniatureKernel.files(
      version: (3, 8), whole: "vmlinux modules", wholeLine: "unused :=", folder: "fs/"),
  ])
  func treesOfAllAgesTellTheirCommands(files: [String: String]) async throws {
    let setting = try Setting(files)
    let whole = try await setting.describe(setting.request())
    #expect(whole.commands.map(\.path) == MiniatureKernel.units)
    let part = try await setting.describe(setting.request { $0.only = ["fs"] })
    #expect(part.commands == whole.commands)
  }

  @Test func aFileOfATreeIsReadWithItsOwnFlags() async throws {
    let setting = try Setting()
    let tree = try await setting.describe(
      setting.request { $0.paths = [setting.tree.path + "/fs/super.c"] })
    #expect(tree.kind == .tree)
    #expect(tree.commands.map(\.path) == ["fs/super.c"])
  }

  @Test func whatIsNotBuiltIsNamed() async throws {
    let setting = try Setting()
    try setting.tree.write("", to: "fs/other.c")
    try setting.tree.write("", to: "mm/slab.c")
    let tree = try await setting.describe(
      setting.request { $0.only = ["fs/open.c", "fs/other.c"] })
    #expect(tree.commands.map(\.path) == ["fs/open.c"])
    #expect(
      tree.incomplete == [
        SkippedFile(
          file: "fs/other.c",
          reason: "not built in this configuration; turn its option on with --enable")
      ])
    await #expect(
      throws: KernelTreeFailure.nothingBuilt(only: ["mm"], tree: setting.tree.path)
    ) {
      try await setting.describe(setting.request { $0.only = ["mm"] })
    }
  }

  @Test func aPreparedBuildFolderIsOnlyRead() async throws {
    let setting = try Setting()
    let build = try #require(try await setting.describe(setting.request()).buildDirectory)
    // To the reader it is a folder like any user's.
    let name = try #require(PathText.relative(build, to: setting.cache.path))
    try FileManager.default.moveItem(atPath: build, toPath: setting.cache.path + "/mine")
    #expect(!setting.cache.has(name))
    let before = try setting.files(of: "mine")
    let tree = try await setting.describe(
      setting.request {
        $0.configuration = nil
        $0.buildDirectory = setting.cache.path + "/mine"
      })
    #expect(try setting.files(of: "mine") == before)
    #expect(tree.buildDirectory == setting.cache.path + "/mine")
    #expect(tree.config == setting.cache.path + "/mine/.config")
    #expect(tree.commands.count == MiniatureKernel.units.count)
  }

  /// With what `make defconfig` leaves, and with what reading the configuration makes of it besides.
  @Test(arguments: [[], ["include/generated/autoconf.h", "include/config/auto.conf"]])
  func aBuildFolderWithoutAllHeadersIsCopied(made: [String]) async throws {
    let setting = try Setting()
    let mine = try Scratch([".config": "CONFIG_SECOND=y\n"])
    for file in made { try mine.write("", to: file) }
    let before = try mine.fingerprint()
    let tree = try await setting.describe(
      setting.request {
        $0.configuration = nil
        $0.buildDirectory = mine.path
      })
    #expect(try mine.fingerprint() == before)
    #expect(tree.config == mine.path + "/.config")
    #expect(tree.buildDirectory?.hasPrefix(setting.cache.path) == true)
    #expect(
      setting.events.contains(
        .warning(
          "\(mine.path): its headers were never made; preparing a copy of its configuration")))
  }

  @Test func aTreeConfiguredInPlaceIsOnlyRead() async throws {
    let setting = try Setting()
    try setting.prepareInPlace()
    let before = try setting.tree.fingerprint()
    let tree = try await setting.describe(setting.request { $0.configuration = nil })
    #expect(try setting.tree.fingerprint() == before)
    #expect(tree.buildDirectory == nil)
    #expect(tree.config == setting.tree.path + "/.config")
    #expect(tree.commands.map(\.path) == ["fs/deep/deep.c", "fs/open.c", "fs/super.c"])
    #expect(tree.incomplete.map(\.file) == ["fs/image.c", "fs/table.c"])
    #expect(tree.commands[0].arguments.contains("-I\(setting.tree.path)/include"))
  }

  @Test func manyCommandsAllArrive() async throws {
    var files = MiniatureKernel.files()
    let names = (1...3000).map { "fs/f\($0).o" }
    files["Makefile", default: ""] += """

      fs/: \(names.joined(separator: " "))
      \(names.joined(separator: " ")):
      \t$(rule_cc_o_c)

      """
    let setting = try Setting(files)
    try setting.prepareInPlace()
    let tree = try await setting.describe(setting.request { $0.configuration = nil })
    #expect(tree.commands.count + tree.incomplete.count == 3000 + MiniatureKernel.units.count)
  }

  @Test func cancellingEndsWhatRuns() async throws {
    let setting = try Setting(
      MiniatureKernel.files(prepareEnds: "echo $$$$ > $(O)/running; exec sleep 300"))
    let task = Task { try await setting.describe(setting.request()) }
    var pid: Int32?
    while pid == nil {
      try await Task.sleep(for: .milliseconds(20))
      let running = try setting.cache.fingerprint().keys.first { $0.hasSuffix("/running") }
      pid = try running.flatMap { Int32(try setting.cache.text(of: $0).dropLast()) }
    }
    task.cancel()
    await #expect(throws: KernelTreeFailure.cancelled) { try await task.value }
    let process = try #require(pid)
    // The signal takes its time to reach the last of them.
    for _ in 0..<100 where kill(process, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
    #expect(kill(process, 0) != 0)
  }
}
