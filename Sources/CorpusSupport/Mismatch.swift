package import Findings

/// A difference between what a corpus says and what was found in it.
package enum Mismatch: Hashable, Sendable, CustomStringConvertible {
  /// A defect was not reported.
  case missing(Expectation)
  /// Something was reported on a line that must be silent.
  case unexpected(Finding)
  /// A defect was reported with another verdict than the expected one.
  case otherVerdict(Expectation, Finding)
  /// A known gap is gone: its comment must become `expect:`, or go.
  case gapClosed(Expectation)

  package var description: String {
    switch self {
    case .missing(let expectation):
      "\(expectation.file):\(expectation.line): \(expectation.rule) is expected and missing"
    case .unexpected(let finding):
      "\(finding.location.file):\(finding.location.line): \(finding.rule) is not expected: "
        + finding.message
    case .otherVerdict(let expectation, let finding):
      "\(expectation.file):\(expectation.line): \(expectation.rule) is "
        + finding.validation.verdict.rawValue
        + (finding.validation.reason.isEmpty ? "" : ": \(finding.validation.reason)")
    case .gapClosed(let expectation):
      "\(expectation.file):\(expectation.line): the known gap of \(expectation.rule) is closed"
    }
  }

  /// The place that the difference is at.
  var place: (file: String, line: Int) {
    switch self {
    case .missing(let expectation), .otherVerdict(let expectation, _), .gapClosed(let expectation):
      (expectation.file, expectation.line)
    case .unexpected(let finding): (finding.location.file, finding.location.line)
    }
  }
}
