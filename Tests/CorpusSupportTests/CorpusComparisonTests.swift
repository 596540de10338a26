import CorpusSupport
import Findings
import Testing

@Suite struct CorpusComparisonTests {
  private let defect = Expectation(kind: .defect(.confirmed), rule: "r", file: "a.c", line: 2)
  private let falsePositive = Expectation(
    kind: .knownFalsePositive(reason: "why"), rule: "r", file: "a.c", line: 3)
  private let falseNegative = Expectation(
    kind: .knownFalseNegative(reason: "why"), rule: "r", file: "a.c", line: 4)

  /// A file that expects a defect on line 2, a known false positive on 3, a known miss on 4.
  private func file() throws -> CorpusFile {
    try CorpusFile(
      path: "a.c",
      text: """
        // run: kernel-version=6.1
        f(); // expect: r confirmed
        g(); // expect-fp: r why
        h(); // expect-fn: r why
        i();
        """)
  }

  private func finding(
    _ line: Int, rule: String = "r", file: String = "a.c",
    verdict: Validation.Verdict = .confirmed
  ) -> Finding {
    Finding(
      rule: rule, fingerprint: "0011223344556677", severity: .error, confidence: .high,
      message: "message",
      location: SourceLocation(file: file, line: line, column: 1, function: "f"), resources: [],
      tasks: [], notes: [],
      validation: Validation(verdict: verdict, states: 1, schedule: [], reason: ""))
  }

  @Test func whatIsAsExpectedGivesNoMismatch() throws {
    let comparison = CorpusComparison(files: [try file()], findings: [finding(2), finding(3)])
    #expect(comparison.mismatches == [])
  }

  @Test func aDefectThatIsNotReportedIsMissing() throws {
    let comparison = CorpusComparison(files: [try file()], findings: [finding(3)])
    #expect(comparison.mismatches == [.missing(defect)])
  }

  @Test(arguments: [
    (5, "r", "a.c"), (2, "other", "a.c"), (2, "r", "b.c"), (2, "r", "include/a.h"),
  ])
  func aReportOnAnUnmarkedLineIsUnexpected(line: Int, rule: String, file: String) throws {
    let stray = finding(line, rule: rule, file: file)
    let comparison = CorpusComparison(
      files: [try self.file()], findings: [finding(2), finding(3), stray])
    #expect(comparison.mismatches == [.unexpected(stray)])
  }

  @Test func anotherVerdictIsAMismatch() throws {
    let weak = finding(2, verdict: .inconclusive)
    let comparison = CorpusComparison(files: [try file()], findings: [weak, finding(3)])
    #expect(comparison.mismatches == [.otherVerdict(defect, weak)])
  }

  @Test func oneOfSeveralFindingsOnALineMayHaveTheVerdict() throws {
    let comparison = CorpusComparison(
      files: [try file()],
      findings: [finding(2, verdict: .inconclusive), finding(2), finding(3)])
    #expect(comparison.mismatches == [])
    #expect(comparison.score.total.truePositives == 1)
  }

  /// Near misses are seen by those who ask, and count for nobody.
  @Test func aNearMissMustBeFoundAndRefuted() throws {
    let file = try CorpusFile(
      path: "a.c", text: "// run: kernel-version=6.1\nf(); // expect: r refuted")
    let miss = Expectation(kind: .nearMiss, rule: "r", file: "a.c", line: 2)
    let refuted = finding(2, verdict: .refuted)
    let found = CorpusComparison(files: [file], findings: [refuted])
    #expect(found.mismatches == [])
    #expect(found.score.rules.isEmpty)
    #expect(CorpusComparison(files: [file], findings: []).mismatches == [.missing(miss)])
    let confirmed = CorpusComparison(files: [file], findings: [finding(2)])
    #expect(confirmed.mismatches == [.otherVerdict(miss, finding(2))])
    #expect(confirmed.score.total.falsePositives == 1)
  }

  @Test func aRefutedFindingThatNobodyMarkedIsUnexpectedAndCountsForNobody() throws {
    let stray = finding(5, verdict: .refuted)
    let comparison = CorpusComparison(
      files: [try file()], findings: [finding(2), finding(3), stray])
    #expect(comparison.mismatches == [.unexpected(stray)])
    #expect(comparison.score.total.falsePositives == 1)
  }

  @Test func gapsThatCloseAreMismatches() throws {
    let comparison = CorpusComparison(files: [try file()], findings: [finding(2), finding(4)])
    #expect(comparison.mismatches == [.gapClosed(falsePositive), .gapClosed(falseNegative)])
  }

  @Test func knownGapsCountAgainstTheScore() throws {
    let comparison = CorpusComparison(
      files: [try file()], findings: [finding(2), finding(3), finding(5), finding(5, rule: "s")])
    let counts = try #require(comparison.score.rules["r"])
    #expect(counts.truePositives == 1)
    #expect(counts.falsePositives == 2)
    #expect(counts.falseNegatives == 1)
    #expect(counts.recall == 0.5)
    #expect(counts.precision == 1.0 / 3)
    #expect(comparison.score.rules["s"]?.recall == nil)
    #expect(comparison.score.rules["s"]?.precision == 0)
    #expect(comparison.score.total.falsePositives == 3)
  }

  @Test func nothingExpectedAndNothingFoundHasNoScore() {
    let comparison = CorpusComparison(files: [], findings: [])
    #expect(comparison.mismatches.isEmpty)
    #expect(comparison.score.rules.isEmpty)
    #expect(comparison.score.total.recall == nil)
    #expect(comparison.score.total.precision == nil)
  }

  @Test func mismatchesComeInTheOrderOfFilesAndLines() throws {
    let comparison = CorpusComparison(
      files: [try file()], findings: [finding(9), finding(1, file: "Z.c"), finding(1), finding(3)])
    #expect(
      comparison.mismatches.map(\.description) == [
        "Z.c:1: r is not expected: message", "a.c:1: r is not expected: message",
        "a.c:2: r is expected and missing", "a.c:9: r is not expected: message",
      ])
  }
}
