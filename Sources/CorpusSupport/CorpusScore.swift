/// How many of a corpus' defects were reported, and how much of what was reported is a defect, per
/// rule.
package struct CorpusScore: Hashable, Sendable {
  /// The counts of one rule. Lines are counted, not findings.
  package struct Counts: Hashable, Sendable {
    /// Defects that were reported.
    package internal(set) var truePositives = 0
    /// Lines that were reported without a defect, known or not.
    package internal(set) var falsePositives = 0
    /// Defects that were not reported, known or not.
    package internal(set) var falseNegatives = 0

    /// Reported defects over all defects, from 0 to 1; nil if there is none.
    package var recall: Double? {
      Self.ratio(truePositives, of: truePositives + falseNegatives)
    }

    /// Reported defects over all that was reported, from 0 to 1; nil if nothing was.
    package var precision: Double? {
      Self.ratio(truePositives, of: truePositives + falsePositives)
    }

    private static func ratio(_ part: Int, of whole: Int) -> Double? {
      whole == 0 ? nil : Double(part) / Double(whole)
    }

    static func + (left: Counts, right: Counts) -> Counts {
      var sum = left
      sum.truePositives += right.truePositives
      sum.falsePositives += right.falsePositives
      sum.falseNegatives += right.falseNegatives
      return sum
    }
  }

  /// By rule; a rule that nothing was expected or found of is not in it.
  package private(set) var rules: [String: Counts] = [:]

  /// Of all rules together.
  package var total: Counts {
    rules.values.reduce(Counts(), +)
  }

  mutating func count(_ expectation: Expectation, found: Bool) {
    switch (expectation.isDefect, found) {
    case (true, true): rules[expectation.rule, default: Counts()].truePositives += 1
    case (true, false): rules[expectation.rule, default: Counts()].falseNegatives += 1
    case (false, true): rules[expectation.rule, default: Counts()].falsePositives += 1
    case (false, false): break
    }
  }

  mutating func countUnexpected(rule: String) {
    rules[rule, default: Counts()].falsePositives += 1
  }
}
