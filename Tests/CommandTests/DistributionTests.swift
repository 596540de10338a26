import Foundation
import TestSupport
import Testing

/// Units that were read elsewhere, and put together, give the report of a scan, byte for byte.
@Suite struct DistributionTests {
  private static let corpus = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Corpus/sleep-in-rcu").path()

  private final class Folder {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "distribution-\(UUID().uuidString)").path(percentEncoded: false)

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func files(in folder: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
        .map { "\(path)/\(folder)/\($0)" }
    }
  }

  private func scan(_ path: String) throws -> String {
    let result = try Command.run(["scan", path, "--format", "json", "--no-cache", "--quiet"])
    try #require(result.status == 1, "\(result.errors)")
    return result.output
  }

  @Test func ninjaReadsAndLinks() throws {
    let folder = try Folder()
    let plan = try Command.run(
      ["plan", Self.corpus, "--ninja", folder.path, "--format", "json", "--quiet"])
    #expect(plan.status == 0, "\(plan.errors)")
    let ninja = Program("/usr/bin/ninja", in: folder.path)
    let first = try ninja.run([])
    #expect(first.status == 0, "\(first.output)")
    let report = try String(contentsOfFile: folder.path + "/report", encoding: .utf8)
    #expect(try scan(Self.corpus) == report)
    #expect(try ninja.run([]).output.contains("no work to do"))
  }

  @Test func ninjaReadsAgainWhatReadAnEditedHeader() throws {
    let folder = try Folder()
    let store = try StoreFolder()
    _ = try store.write("int alone(void) { return 1; }\n", to: "drivers/alone.c")
    _ = try store.write(StoreFolder.sleeping, to: "drivers/store.c")
    let plan = try Command.run(["plan", store.path, "--ninja", folder.path, "--quiet"])
    #expect(plan.status == 0, "\(plan.errors)")
    let ninja = Program("/usr/bin/ninja", in: folder.path)
    #expect(try ninja.run([]).status == 0)
    _ = try store.write(StoreFolder.header + "\n", to: "drivers/store.h")
    let second = try ninja.run(["-v"]).output
    #expect(second.split(separator: "\n").count { $0.contains(" extract ") } == 1, "\(second)")
    #expect(second.contains(" link "))
  }

  @Test func shardsAddUpToTheWhole() throws {
    let folder = try Folder()
    for shard in ["3/3", "1/3", "2/3"] {
      let result = try Command.run([
        "extract", Self.corpus, "--into", folder.path + "/units", "--shard", shard, "--no-cache",
        "--quiet",
      ])
      #expect(result.status == 0, "\(result.errors)")
    }
    let link = try Command.run(
      ["link"] + folder.files(in: "units").reversed() + ["--format", "json", "--quiet"])
    #expect(link.status == 1, "\(link.errors)")
    #expect(try scan(Self.corpus) == link.output)
  }

  @Test func kbuildsCheckerReadsTheUnitThatIsCompiled() throws {
    let folder = try Folder()
    let store = try StoreFolder()
    _ = try store.write(StoreFolder.sleeping, to: "drivers/store.c")
    let deadlint = Program(Command.path, in: store.path)
    let result = try deadlint.run([
      "kbuild", "--into", folder.path + "/units", "--", "-D__linux__", "-Wp,-MMD,x.d",
      "-D__KERNEL__", "-I./include", "-fno-conserve-stack", "drivers/store.c",
    ])
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    let link = try Command.run(["link"] + folder.files(in: "units") + ["--quiet"])
    #expect(link.status == 1, "\(link.errors)")
    #expect(link.output.contains("drivers/store.c:\(StoreFolder.addedLine)"), "\(link.output)")
  }

  @Test(arguments: [0, 40, 200])
  func aDamagedUnitIsNamedInOneLine(position: Int) throws {
    let folder = try Folder()
    _ = try Command.run(
      ["extract", Self.corpus, "--into", folder.path + "/units", "--no-cache", "--quiet"])
    let files = try folder.files(in: "units")
    let unit = try #require(files.first { $0.hasSuffix(".unit") })
    var bytes = try Data(contentsOf: URL(filePath: unit))
    bytes[position] ^= 1
    try bytes.write(to: URL(filePath: unit))
    let link = try Command.run(["link"] + files + ["--quiet"])
    #expect(link.status == 2)
    #expect(link.output == "")
    #expect(
      link.errors
        == "deadlint: \(unit): no unit that this version has written, or a damaged one: "
        + "extract it again\n")
  }

  @Test(arguments: ["0/3", "4/3", "1", "1/0", "a/b", "1/2/3"])
  func aShardIsTwoNumbers(text: String) throws {
    let result = try Command.run(["extract", Self.corpus, "--into", "/nowhere", "--shard", text])
    #expect(result.status == 2)
    #expect(result.errors.contains("2/5"))
    #expect(result.errors.split(separator: "\n").count == 1)
  }
}
