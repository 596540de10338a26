import Findings

/// A finding before it is known to be the best of its kind.
struct Candidate {
  /// Candidates with equal keys are one finding; the most direct is reported.
  let key: [String]
  /// How many guesses its evidence rests on.
  let indirections: Int
  let finding: Finding

  /// Whether this candidate says the same better.
  func isBetter(than other: Candidate) -> Bool {
    (
      indirections, finding.tasks.reduce(0) { $0 + $1.steps.count }, finding.location.file,
      finding.location.line
    )
      < (
        other.indirections, other.finding.tasks.reduce(0) { $0 + $1.steps.count },
        other.finding.location.file, other.finding.location.line
      )
  }
}
