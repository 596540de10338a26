import Foundation
import TestSupport
import Testing

@Suite struct ScanTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private let schema = SchemaValidator(schema: "report-1.schema.json")

  private func corpus(_ path: String) -> String {
    Self.root.appending(path: "Corpus/\(path)").path()
  }

  /// A folder of its own for each test, gone at its end.
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func findingsExitWithOneAndAreValidUnderTheSchema() throws {
    let result = try Command.run([
      "scan", corpus("sleep-in-rcu/dm-thin-buggy.c"), "--format", "json", "--quiet",
    ])
    #expect(result.status == 1)
    #expect(result.errors.isEmpty)
    let verdict = try schema.validate(result.output)
    #expect(verdict.isValid, "\(verdict.output)")
    #expect(result.output.contains(#""rule" : "sleep-in-rcu""#))
  }

  @Test func aFileOutsideOfAnyTreeIsReadWithTheShippedHeaders() throws {
    try withFolder { folder in
      let file = folder.appending(path: "alone.c")
      try FileManager.default.copyItem(
        at: URL(filePath: corpus("sleep-in-rcu/dm-thin-buggy.c")), to: file)
      let result = try Command.run(["scan", file.path(), "--format", "json", "--quiet"])
      #expect(result.status == 1)
      #expect(result.output.contains(#""rule" : "sleep-in-rcu""#))
      #expect(result.output.contains("\"incomplete\" : [\n\n  ]"))
    }
  }

  @Test func nothingFoundExitsWithZero() throws {
    let result = try Command.run(["scan", corpus("sleep-in-rcu/dm-thin-fixed.c"), "--quiet"])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("no findings\n"))
  }

  @Test func aRuleThatIsNotAskedForFindsNothing() throws {
    let path = corpus("sleep-in-rcu/dm-thin-buggy.c")
    let result = try Command.run(["scan", path, "--rule", "rwsem-writer-priority", "--quiet"])
    #expect(result.status == 0)
  }

  @Test func unitsThatFailBeyondTheLimitExitWithThree() throws {
    try withFolder { folder in
      let file = folder.appending(path: "binary.c")
      try Data([0x7f, 0x45, 0x4c, 0x46, 0]).write(to: file)
      #expect(try Command.run(["scan", file.path(), "--quiet"]).status == 3)
      #expect(try Command.run(["scan", file.path(), "--quiet", "--max-failures", "1"]).status == 0)
    }
  }

  @Test func theReportGoesWhereTheUserWants() throws {
    try withFolder { folder in
      let path = corpus("sleep-in-rcu/dm-thin-buggy.c")
      let file = folder.appending(path: "report.txt")
      let result = try Command.run(["scan", path, "--output", file.path(), "--quiet"])
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      let direct = try Command.run(["scan", path, "--quiet"])
      #expect(try Data(contentsOf: file) == Data(direct.output.utf8))
      // A pipe stands for all that is no regular file, a link for a report that others know by that name.
      let pipe = folder.appending(path: "pipe").path()
      let link = folder.appending(path: "link").path()
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file.path())
      let piped = try Program("/bin/bash").run([
        "-c",
        "mkfifo \"$1\"; cat \"$1\" & \"$0\" scan \"$2\" --quiet -o \"$1\" -o \"$3\"; wait; test -p \"$1\"",
        Command.path, pipe, path, link,
      ])
      #expect(piped.output == direct.output)
      #expect(piped.status == 0)
      #expect(
        try FileManager.default.attributesOfItem(atPath: link)[.type] as? FileAttributeType
          == .typeSymbolicLink)
      let nowhere = folder.appending(path: "no/report.txt").path()
      let failed = try Command.run(["scan", path, "--output", nowhere, "--quiet"])
      #expect(failed.status == 2)
      #expect(failed.errors.contains(nowhere))
    }
  }

  @Test func aFindingOfAReportIsExplainedByItsFingerprint() throws {
    try withFolder { folder in
      let file = folder.appending(path: "report.json").path()
      let path = corpus("sleep-in-rcu/dm-thin-buggy.c")
      _ = try Command.run(["scan", path, "--format", "json", "--output", file, "--quiet"])
      let text = try Command.run(["scan", path, "--quiet"]).output
      let words = try #require(text.split(separator: "\n").first { $0.hasPrefix("finding:") })
      let fingerprint = String(words.split(separator: " ")[1].prefix(16))
      let result = try Command.run(["explain", fingerprint, "--report", file])
      #expect(result.status == 0)
      #expect(result.output.contains("in process_deferred_bios()"))
      #expect(result.output.contains("What happens"))
    }
  }

  @Test(arguments: ["1", "3"])
  func equalInputsGiveEqualBytesWithAnyNumberOfJobs(_ jobs: String) throws {
    let arguments = ["scan", corpus("sleep-in-rcu"), "--format", "json", "--quiet"]
    let reference = try Command.run(arguments + ["--jobs", "2"]).output
    #expect(try Command.run(arguments + ["--jobs", jobs]).output == reference)
  }

  @Test func timingsGoToTheStandardErrorOnly() throws {
    let result = try Command.run(["scan", corpus("sleep-in-rcu"), "--quiet", "--timings"])
    #expect(result.errors.contains("deadlint: extract: "))
    #expect(!result.output.contains("extract: "))
  }
}
