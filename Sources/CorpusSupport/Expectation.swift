package import Findings

/// What a comment in a corpus file says about its own line.
package struct Expectation: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// `expect:`, a defect that must be reported, with this verdict.
    case defect(Validation.Verdict)
    /// `expect: RULE refuted`, no defect: the rule alone would report it, and executing it shows that
    /// nothing fails.
    case nearMiss
    /// `expect-fp:`, reported although it is none; known, and for this reason.
    case knownFalsePositive(reason: String)
    /// `expect-fn:`, a defect that is not reported; known, and for this reason.
    case knownFalseNegative(reason: String)
  }

  package let kind: Kind
  /// The identifier of the rule.
  package let rule: String
  /// As in the corpus file that it stands in.
  package let file: String
  /// 1-based.
  package let line: Int

  package init(kind: Kind, rule: String, file: String, line: Int) {
    self.kind = kind
    self.rule = rule
    self.file = file
    self.line = line
  }

  /// Whether there really is a defect on the line.
  package var isDefect: Bool {
    switch kind {
    case .defect, .knownFalseNegative: true
    case .nearMiss, .knownFalsePositive: false
    }
  }
}
