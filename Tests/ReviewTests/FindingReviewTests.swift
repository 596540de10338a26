import Findings
import Foundation
import Review
import Testing

@Suite struct FindingReviewTests {
  private let report = ReviewSample.report([
    ReviewSample.finding("a"), ReviewSample.finding("b", function: "g", resource: "b.lock"),
    ReviewSample.finding("c", file: "fs/c.c", function: "h"),
  ])
  private let everything = FindingReview.Extent(paths: [], rules: ["sleep-in-rcu"])

  private func project(_ text: String) throws -> ProjectFile {
    try ReviewSample.withFile("version: 1\n" + text) {
      try ProjectFile(path: $0, name: ".deadlint.yaml")
    }
  }

  private func baseline(_ digits: Character...) -> Baseline {
    Baseline(name: "known.yaml", entries: []).updated(
      from: ReviewSample.report(digits.map { ReviewSample.finding($0) }), reason: nil,
      date: "2024-12-31")
  }

  @Test func whatIsKnownIsLeftOutAndCounted() {
    let review = FindingReview(project: nil, baseline: baseline("a", "c"), showsAll: false)
    let result = review.apply(to: report, extent: everything)
    #expect(result.findings.map(\.location.function) == ["g"])
    #expect(result.findings.map(\.baseline) == [.new])
    #expect(
      result.comparison
        == Comparison(against: "the baseline known.yaml", new: 1, unchanged: 2, fixed: 0))
    #expect(result.notices.isEmpty)
    let all = FindingReview(project: nil, baseline: baseline("a", "c"), showsAll: true)
      .apply(to: report, extent: everything)
    #expect(all.findings.map(\.baseline) == [.unchanged, .new, .unchanged])
    #expect(all.pending.map(\.location.function) == ["g"])
  }

  @Test func anEntryThatMatchesNothingIsTold() {
    let review = FindingReview(project: nil, baseline: baseline("a", "d"), showsAll: false)
    let result = review.apply(to: report, extent: everything)
    #expect(result.notices.count == 1)
    #expect(result.notices.first?.contains("dddddddddddddddd") == true)
    // What was not looked at is not stale.
    let part = FindingReview.Extent(paths: ["fs"], rules: ["sleep-in-rcu"])
    #expect(review.apply(to: report, extent: part).notices.isEmpty)
    let others = FindingReview.Extent(paths: [], rules: ["lock-order"])
    #expect(review.apply(to: report, extent: others).notices.isEmpty)
  }

  @Test(arguments: [
    ("{rule: sleep-in-rcu, function: g, reason: r}", ["g"]),
    ("{function: entry_h, reason: r}", ["h"]),
    ("{resource: a.lock, reason: r}", ["f", "h"]),
    ("{rule: lock-order, reason: r}", []),
    ("{resource: a.lock, function: g, reason: r}", []),
  ])
  func aSuppressionIsAboutAllThatItNames(_ text: String, _ suppressed: [String]) throws {
    let project = try project("suppressions:\n  - \(text)\n")
    let result = FindingReview(project: project, baseline: nil, showsAll: false)
      .apply(to: report, extent: everything)
    #expect(result.suppressed.map(\.location.function) == suppressed)
    #expect(result.findings.count == 3 - suppressed.count)
    #expect(result.suppressed.allSatisfy { $0.suppression?.reason == "r" })
    #expect(result.suppressed.allSatisfy { $0.suppression?.source == ".deadlint.yaml:3" })
  }

  @Test func aSuppressionThatSuppressesNothingIsTold() throws {
    let project = try project("suppressions:\n  - {function: nobody, reason: r}\n")
    let review = FindingReview(project: project, baseline: nil, showsAll: false)
    #expect(
      review.apply(to: report, extent: everything).notices == [
        ".deadlint.yaml:3: suppresses nothing: function nobody; remove it"
      ])
    #expect(review.apply(to: report, extent: nil).notices.isEmpty)
  }

  @Test func anExcludedPathIsSuppressed() throws {
    let project = try project("exclude: [fs]\n")
    let result = FindingReview(project: project, baseline: nil, showsAll: false)
      .apply(to: report, extent: everything)
    #expect(result.suppressed.map(\.location.file) == ["fs/c.c"])
  }

  @Test func aPatchReportKeepsItsOwnComparison() {
    let patch = Report(
      tree: report.tree, statistics: report.statistics,
      findings: report.findings.prefix(2).map { $0.compared(as: .new) }, incomplete: [],
      comparison: Comparison(against: "the tree without the patch", new: 2, unchanged: 5, fixed: 0))
    let result = FindingReview(project: nil, baseline: baseline("a"), showsAll: false)
      .apply(to: patch, extent: nil)
    #expect(result.findings.map(\.location.function) == ["g"])
    #expect(
      result.comparison
        == Comparison(
          against: "the tree without the patch and the baseline known.yaml", new: 1, unchanged: 6,
          fixed: 0))
  }
}
