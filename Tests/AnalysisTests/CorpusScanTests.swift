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
    try await Scanner().scan(ScanRequest(path: Self.folder, jobs: jobs, showRefuted: true)) { _ in }
  }

  @Test func everyExpectationIsFoundAndNothingElse() async throws {
    let report = try await scan(jobs: 2)
    let comparison = CorpusComparison(
      files: try Corpus(folder: Self.folder).files, findings: report.findings)
    #expect(comparison.mismatches.map(\.description) == [])
    #expect(report.incomplete == [])
  }

  /// What only executing tells, in each of its forms: a lock or a turn that all sides need.
  @Test func aNearMissSaysWhatPreventsIt() async throws {
    let refuted = try await scan(jobs: 2).findings.filter { $0.validation.verdict == .refuted }
    let reasons = refuted.map { "\($0.location.file): \($0.validation.reason)" }
    #expect(refuted.count >= 6)
    for (finding, text) in zip(refuted, reasons) {
      #expect(
        finding.validation.reason.contains("is held around both sides")
          || finding.validation.reason.contains("run one after the other"), "\(text)")
    }
  }

  @Test func everyFindingThatIsReportedIsConfirmedByAScheduleOfItsOwn() async throws {
    for finding in try await scan(jobs: 2).findings where finding.validation.verdict != .refuted {
      #expect(finding.validation.verdict == .confirmed, "\(finding.location.file)")
      #expect(!finding.validation.schedule.isEmpty)
    }
  }

  @Test func oneJobAndTwoGiveTheSameReport() async throws {
    #expect(try await scan(jobs: 1) == scan(jobs: 2))
  }

  @Test func aFileAloneIsFoundAsInItsFolder() async throws {
    let path = Self.folder + "/sleep-in-rcu/dm-thin-buggy.c"
    let report = try await Scanner().scan(ScanRequest(path: path)) { _ in }
    #expect(report.findings.map(\.rule) == ["sleep-in-rcu"])
  }

  @Test func aFileAloneIsForTheKernelThatItNames() async throws {
    let path = Self.folder + "/vmalloc-gfp-mask/new-kernel-ok.c"
    let report = try await Scanner().scan(ScanRequest(path: path)) { _ in }
    #expect(report.findings.isEmpty)
  }
}
