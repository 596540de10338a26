/// Why a report cannot be read. The description is one line that says what to do.
package enum ReportFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Not JSON, or not of the form of a report.
  case notAReport(file: String)
  /// A report of another version of the schema.
  case otherSchema(file: String, version: Int)
  /// The report has no such finding.
  case noSuchFinding(file: String, fingerprint: String)

  package var description: String {
    switch self {
    case .notAReport(let file):
      "\(file): no report of deadlint; make one with deadlint scan --format json"
    case .otherSchema(let file, let version):
      "\(file): a report of schema version \(version), which this version cannot read; scan again"
    case .noSuchFinding(let file, let fingerprint):
      "\(file): no finding \(fingerprint); it may be fixed, or of another tree"
    }
  }
}
