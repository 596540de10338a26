import Findings

/// A finding before it is known to be the best of its kind.
struct Candidate {
  /// Candidates with equal keys are one finding; the most direct is reported.
  let key: [String]
  let doubts: Doubts
  let finding: Finding

  /// Whether this candidate says the same better.
  func isBetter(than other: Candidate) -> Bool { rank < other.rank }

  /// As sure as can be first, then with as little as can be assumed to be there, then as direct as can be.
  private var rank: (Int, Int, Int, String, Int, String) {
    (
      Confidence.allCases.count - 1 - (Confidence.allCases.firstIndex(of: finding.confidence) ?? 0),
      doubts.otherItems, doubts.weight, finding.location.file, finding.location.line,
      finding.fingerprint
    )
  }
}
