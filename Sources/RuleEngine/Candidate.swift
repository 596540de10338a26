import Findings

/// A finding before it is known to be the best of its kind.
struct Candidate {
  /// Candidates with equal keys are one finding; the most direct is reported.
  let key: [String]
  let doubts: Doubts
  let finding: Finding

  /// Whether this candidate says the same better.
  func isBetter(than other: Candidate) -> Bool { rank < other.rank }

  private var rank: (Int, String, Int, String) {
    (doubts.weight, finding.location.file, finding.location.line, finding.fingerprint)
  }
}
