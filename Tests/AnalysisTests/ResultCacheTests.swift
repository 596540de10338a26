import Analysis
import Findings
import Foundation
import Synchronization
import Testing

/// What was analysed once is not analysed again, and never taken for something else.
@Suite struct ResultCacheTests {
  /// A tree of one unit with its compile command, a cache, and a file that stands for the program.
  private final class Setting {
    let path: String
    var tree: String { path + "/tree" }
    var program: String { path + "/program" }
    var vocabulary: String { path + "/vocabulary.yaml" }

    init() throws {
      path = FileManager.default.temporaryDirectory.appending(path: "results-\(UUID().uuidString)")
        .path(percentEncoded: false)
      try FileManager.default.createDirectory(atPath: tree, withIntermediateDirectories: true)
      try write(
        #"[{"directory": "\#(tree)", "file": "a.c", "arguments": ["cc", "-c", "a.c"]}]"#,
        to: tree + "/compile_commands.json")
      try write("one build", to: program)
      try write("functions:\n  - names: [nap]\n    effects: [{sleep: {}}]\n", to: vocabulary)
      try writeUnit(calling: "flush_workqueue")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to file: String) throws {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      usleep(50_000)
    }

    func writeUnit(calling callee: String) throws {
      try write(
        """
        extern void rcu_read_lock(void);
        extern void rcu_read_unlock(void);
        extern void \(callee)(void *);
        void f(void *q)
        {
          rcu_read_lock();
          \(callee)(q);
          rcu_read_unlock();
        }
        """, to: tree + "/a.c")
    }

    /// What a scan says, and whether it built a graph for that. The units are read in this process first, as
    /// the program is none.
    func scan(
      vocabulary: [String] = [], confidence: Confidence = .medium
    ) async throws -> (report: Report, isAnalysed: Bool) {
      var request = ScanRequest(path: tree, confidence: confidence, extraVocabulary: vocabulary)
      request.reading.cache = path + "/cache"
      _ = try await Scanner().scan(request) { _ in }
      request.reading.worker = program
      let isAnalysed = Mutex(false)
      let report = try await Scanner().scan(request) { event in
        if event == .began(.graph) { isAnalysed.withLock { $0 = true } }
      }
      return (report, isAnalysed.withLock { $0 })
    }
  }

  @Test func whatHasNotChangedIsNotAnalysedAgain() async throws {
    let setting = try Setting()
    let first = try await setting.scan()
    let second = try await setting.scan()
    #expect(first.isAnalysed)
    #expect(!second.isAnalysed)
    #expect(first.report.findings.count == 1)
    #expect(second.report == first.report)
  }

  @Test func anotherTextIsAnotherResult() async throws {
    let setting = try Setting()
    let first = try await setting.scan()
    try setting.writeUnit(calling: "nothing_of_note")
    let edited = try await setting.scan()
    #expect(edited.isAnalysed)
    #expect(edited.report.findings == [])
    try setting.writeUnit(calling: "flush_workqueue")
    let back = try await setting.scan()
    #expect(!back.isAnalysed)
    #expect(back.report == first.report)
  }

  @Test func anotherVocabularyIsAnotherResult() async throws {
    let setting = try Setting()
    try setting.writeUnit(calling: "nap")
    #expect(try await setting.scan().report.findings == [])
    let told = try await setting.scan(vocabulary: [setting.vocabulary])
    #expect(told.isAnalysed)
    #expect(told.report.findings.count == 1)
    #expect(try await setting.scan().report.findings == [])
  }

  @Test func anotherConfidenceAndAnotherProgramAnalyseAgain() async throws {
    let setting = try Setting()
    _ = try await setting.scan()
    #expect(try await setting.scan(confidence: .low).isAnalysed)
    try setting.write("another build", to: setting.program)
    #expect(try await setting.scan().isAnalysed)
  }
}
