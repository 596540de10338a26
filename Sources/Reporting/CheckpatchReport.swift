package import Findings

/// Renders reports as checkpatch does with `--terse`: a line for each finding, nothing for none. b4 and
/// scripts around checkpatch read it.
package struct CheckpatchReport: Sendable {
  package init() {}

  /// What there is to act on: neither what was there before, nor what is suppressed.
  package func render(_ report: Report) -> String {
    report.pending.map { finding in
      let kind = finding.severity == .error ? "ERROR" : "WARNING"
      let place = finding.location
      let words = ([finding.message] + finding.notes.prefix(1)).joined(separator: "; ")
      return "\(place.file):\(place.line): \(kind): \(words.onOneLine) [\(finding.rule)]\n"
    }.joined()
  }
}

extension String {
  /// With line breaks as spaces.
  var onOneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
