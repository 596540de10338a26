package import Findings

/// A corpus held against what was found in it, both ways. Several findings of one rule on one line
/// count as one: a section or a lock may have more than one reason there.
package struct CorpusComparison: Hashable, Sendable {
  /// Sorted by file and line.
  package let mismatches: [Mismatch]
  package let score: CorpusScore

  private struct Place: Hashable {
    let file: String
    let line: Int
    let rule: String
  }

  /// - Parameters:
  ///   - files: the files that were scanned.
  ///   - findings: all that was found in them, refuted findings too.
  package init(files: [CorpusFile], findings: [Finding]) {
    var found: [Place: [Finding]] = [:]
    for finding in findings {
      let place = Place(
        file: finding.location.file, line: finding.location.line, rule: finding.rule)
      found[place, default: []].append(finding)
    }

    var mismatches: [Mismatch] = []
    var score = CorpusScore()
    for expectation in files.flatMap(\.expectations) {
      let place = Place(file: expectation.file, line: expectation.line, rule: expectation.rule)
      let here = found.removeValue(forKey: place) ?? []
      mismatches += Self.mismatch(expectation, here).map { [$0] } ?? []
      score.count(expectation, found: here.contains(where: Self.isReported))
    }
    for (place, here) in found {
      mismatches += here.map(Mismatch.unexpected)
      if here.contains(where: Self.isReported) { score.countUnexpected(rule: place.rule) }
    }
    self.mismatches = mismatches.sorted {
      ($0.place.file, $0.place.line, $0.description)
        < ($1.place.file, $1.place.line, $1.description)
    }
    self.score = score
  }

  /// Whether a user sees it who does not ask for what was refuted.
  private static func isReported(_ finding: Finding) -> Bool {
    finding.validation.verdict != .refuted
  }

  private static func mismatch(_ expectation: Expectation, _ here: [Finding]) -> Mismatch? {
    switch expectation.kind {
    case .defect(let verdict):
      guard let first = here.first else { return .missing(expectation) }
      guard here.contains(where: { $0.validation.verdict == verdict }) else {
        return .otherVerdict(expectation, first)
      }
      return nil
    case .nearMiss:
      guard !here.isEmpty else { return .missing(expectation) }
      return here.first(where: isReported).map { .otherVerdict(expectation, $0) }
    case .knownFalsePositive:
      return here.contains(where: isReported) ? nil : .gapClosed(expectation)
    case .knownFalseNegative:
      return here.contains(where: isReported) ? .gapClosed(expectation) : nil
    }
  }
}
