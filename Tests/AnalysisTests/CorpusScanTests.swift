import Analysis
import CorpusSupport
import Findings
import Foundation
import Testing

/// The corpus is found as its files say: every expectation, and nothing else.
@Suite struct CorpusScanTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Corpus").path

  private func scan(jobs: Int) async throws -> Report {
    try await Scanner().scan(ScanRequest(path: Self.folder, jobs: jobs)) { _ in }
  }

  @Test func everyExpectationIsFoundAndNothingElse() async throws {
    let report = try await scan(jobs: 2)
    let comparison = CorpusComparison(
      files: try Corpus(folder: Self.folder).files, findings: report.findings)
    #expect(comparison.mismatches.map(\.description) == [])
    #expect(report.incomplete == [])
  }

  @Test func oneJobAndTwoGiveTheSameReport() async throws {
    #expect(try await scan(jobs: 1) == scan(jobs: 2))
  }

  @Test func aFileAloneIsFoundAsInItsFolder() async throws {
    let path = Self.folder + "/sleep-in-rcu/dm-thin-buggy.c"
    let report = try await Scanner().scan(ScanRequest(path: path)) { _ in }
    #expect(report.findings.map(\.rule) == ["sleep-in-rcu"])
  }
}
