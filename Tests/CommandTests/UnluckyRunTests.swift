import Foundation
import TestSupport
import Testing

/// Whatever ends or hinders a run, the next one with the same cache says what one without a cache says.
@Suite struct UnluckyRunTests {
  private static let corpus = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Corpus/sleep-in-rcu").path()

  private final class Cache {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "unlucky-\(UUID().uuidString)").path(percentEncoded: false)

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func scan() throws -> Command.Result {
      try Command.run(["scan", corpus, "--format", "json", "--quiet", "--cache", path])
    }
  }

  private func scanWithoutCache() throws -> String {
    try Command.run(["scan", Self.corpus, "--format", "json", "--quiet", "--no-cache"]).output
  }

  @Test func killedAtAnyMomentItLeavesAUsableCache() throws {
    let cache = Cache()
    let expected = try scanWithoutCache()
    for _ in 0..<20 {
      let process = Process()
      process.executableURL = URL(filePath: Command.path)
      process.arguments = ["scan", Self.corpus, "--quiet", "--cache", cache.path]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(.random(in: 0..<1_500_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    for _ in 0..<2 {
      let result = try cache.scan()
      #expect(result.output == expected)
      #expect(result.errors == "")
    }
  }

  /// A limit on the size of files is a disk that is full, to the program. The report has to fit.
  @Test(arguments: [64, 96])
  func aFullDiskCostsOneLine(kilobytes: Int) throws {
    let cache = Cache()
    let result = try Program("/bin/bash").run([
      "-c", "trap '' XFSZ; ulimit -f \(kilobytes); exec \"$0\" \"$@\"", Command.path, "scan",
      Self.corpus, "--format", "json", "--quiet", "--cache", cache.path,
    ])
    #expect(result.output == (try scanWithoutCache()))
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(result.errors.contains(cache.path), "\(result.errors)")
    let next = try cache.scan()
    #expect(next.output == result.output)
    #expect(next.errors == "")
  }

  @Test func aCacheThatMayOnlyBeReadIsReadOrLeftAlone() throws {
    let cache = Cache()
    let filled = try cache.scan()
    let attributes: (Int) -> [FileAttributeKey: Any] = { [.posixPermissions: $0] }
    let files = try FileManager.default.contentsOfDirectory(atPath: cache.path)
    for file in files {
      try FileManager.default.setAttributes(
        attributes(0o444), ofItemAtPath: cache.path + "/" + file)
    }
    try FileManager.default.setAttributes(attributes(0o555), ofItemAtPath: cache.path)
    defer { try? FileManager.default.setAttributes(attributes(0o755), ofItemAtPath: cache.path) }
    let arguments = ["scan", Self.corpus, "--format", "json", "--quiet", "--cache", cache.path]
    // Root may write everywhere.
    let result =
      getuid() == 0
      ? try Program("/usr/bin/setpriv").run(
        ["--reuid=65534", "--regid=65534", "--clear-groups", Command.path] + arguments)
      : try Program(Command.path).run(arguments)
    #expect(result.output == filled.output)
    #expect(result.errors.split(separator: "\n").count <= 1, "\(result.errors)")
  }
}
