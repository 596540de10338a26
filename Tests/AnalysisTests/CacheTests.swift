import Analysis
import Findings
import Foundation
import Synchronization
import Testing

/// A run that finds what it needs in the cache says what a run without one says.
@Suite struct CacheTests {
  /// A folder with three units, two of which read a header, and a cache.
  private final class Setting {
    let path: String
    var tree: String { path + "/tree" }
    var cache: String { path + "/cache" }
    var file: String { cache + "/units-1.sqlite" }

    init() throws {
      path = FileManager.default.temporaryDirectory.appending(path: "cache-\(UUID().uuidString)")
        .path(percentEncoded: false)
      try FileManager.default.createDirectory(
        atPath: path + "/tree/include", withIntermediateDirectories: true)
      try write(
        """
        extern void rcu_read_lock(void);
        extern void rcu_read_unlock(void);
        extern void flush_workqueue(void *);
        static inline void sleep_a_while(void *q) { flush_workqueue(q); }
        """, to: "include/h.h")
      for name in ["a.c", "b.c"] {
        try write(
          """
          #include "include/h.h"
          void f_\(name.first ?? "x")(void *q)
          {
            rcu_read_lock();
            sleep_a_while(q);
            rcu_read_unlock();
          }
          """, to: name)
      }
      try write("int alone(void) { return 1; }\n", to: "c.c")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
      try text.write(toFile: tree + "/" + name, atomically: true, encoding: .utf8)
      // What is written at the moment at which it is read is not stored, as it may be written again.
      usleep(50_000)
    }

    /// What a run says, which units it reads from their sources, and what it warns of.
    func scan(jobs: Int = 1, cached: Bool = true) async throws -> (
      report: Report, read: [String], warnings: [String]
    ) {
      var request = ScanRequest(path: tree, jobs: jobs)
      if cached { request.reading.cache = cache }
      let told = Mutex<(read: [String], warnings: [String])>(([], []))
      let report = try await Scanner().scan(request) { event in
        told.withLock {
          if case .unit(let file, _, _) = event { $0.read.append(file) }
          if case .warning(let text) = event { $0.warnings.append(text) }
        }
      }
      let (read, warnings) = told.withLock { $0 }
      return (report, read.sorted(), warnings)
    }
  }

  @Test(arguments: [1, 2])
  func nothingIsReadTwice(jobs: Int) async throws {
    let setting = try Setting()
    let without = try await setting.scan(jobs: jobs, cached: false)
    let cold = try await setting.scan(jobs: jobs)
    let warm = try await setting.scan(jobs: jobs)
    #expect(without.report.findings.count == 2)
    #expect(cold.report == without.report)
    #expect(warm.report == without.report)
    #expect(cold.read == ["a.c", "b.c", "c.c"])
    #expect(warm.read == [])
    #expect(cold.warnings + warm.warnings == [])
  }

  @Test func anEditedUnitIsReadAloneAndAnEditedHeaderWithItsReaders() async throws {
    let setting = try Setting()
    _ = try await setting.scan()
    try setting.write("int alone(void) { return 2; }\n", to: "c.c")
    #expect(try await setting.scan().read == ["c.c"])
    let header = try String(contentsOfFile: setting.tree + "/include/h.h", encoding: .utf8)
    try setting.write(
      header.replacingOccurrences(of: "{ flush_workqueue(q); }", with: "{ }"), to: "include/h.h")
    let edited = try await setting.scan()
    #expect(edited.read == ["a.c", "b.c"])
    #expect(edited.report.findings == [])
    // And back: the state of before is still there.
    try setting.write(header, to: "include/h.h")
    let back = try await setting.scan()
    #expect(back.read == [])
    #expect(back.report.findings.count == 2)
  }

  @Test func aFileWithANewDateAndTheOldTextIsNotReadAgain() async throws {
    let setting = try Setting()
    _ = try await setting.scan()
    let text = try String(contentsOfFile: setting.tree + "/include/h.h", encoding: .utf8)
    try setting.write(text, to: "include/h.h")
    #expect(try await setting.scan().read == [])
  }

  /// The compiler looks beside the file, and beside the header that asks.
  @Test(
    arguments: zip(
      ["later.h", "include/later.h"], ["#include \"later.h\"", "#include \"include/asks.h\""]))
  func aUnitWithoutOneOfItsHeadersIsReadAgainOnceTheHeaderIsThere(
    place: String, line: String
  ) async throws {
    let setting = try Setting()
    try setting.write("#include \"later.h\"\n", to: "include/asks.h")
    try setting.write("\(line)\nint alone(void) { return NUMBER; }\n", to: "c.c")
    #expect(try await setting.scan().report.incomplete.map(\.file) == ["c.c"])
    let unchanged = try await setting.scan()
    #expect(unchanged.read == [])
    #expect(unchanged.report.incomplete.map(\.file) == ["c.c"])
    try setting.write("#define NUMBER 3\n", to: place)
    let found = try await setting.scan()
    #expect(found.read == ["c.c"])
    #expect(found.report.incomplete == [])
  }

  /// Where the damage is, as a part of the file; a database may not notice until it reads that part.
  @Test(arguments: [0.0, 0.3, 0.6, 0.9])
  func aDamagedCacheIsMadeAnewWithAtMostOneWarning(place: Double) async throws {
    let setting = try Setting()
    let cold = try await setting.scan()
    var bytes = try Data(contentsOf: URL(filePath: setting.file))
    let start = Int(Double(bytes.count) * place)
    bytes.replaceSubrange(
      start..<min(start + 3000, bytes.count), with: Data(repeating: 0x5a, count: 3000))
    try bytes.write(to: URL(filePath: setting.file))
    let damaged = try await setting.scan()
    #expect(damaged.report == cold.report)
    #expect(damaged.warnings.count <= 1)
    if place == 0 { #expect(damaged.warnings.count == 1) }
    let after = try await setting.scan()
    #expect(after.report == cold.report)
    #expect(after.read == [])
    #expect(after.warnings == [])
  }

  @Test func aCacheThatCannotBeMadeCostsOneWarning() async throws {
    let setting = try Setting()
    try "in the way".write(toFile: setting.cache, atomically: true, encoding: .utf8)
    let result = try await setting.scan()
    #expect(result.report.findings.count == 2)
    #expect(result.warnings.count == 1)
    #expect(result.warnings.first?.contains(setting.cache) ?? false)
  }

  @Test func aCacheOfAnotherVersionIsLeftAlone() async throws {
    let setting = try Setting()
    try FileManager.default.createDirectory(
      atPath: setting.cache, withIntermediateDirectories: true)
    let other = setting.cache + "/units-0.sqlite"
    try "from before".write(toFile: other, atomically: true, encoding: .utf8)
    #expect(try await setting.scan().warnings == [])
    #expect(try await setting.scan().read == [])
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "from before")
  }
}
