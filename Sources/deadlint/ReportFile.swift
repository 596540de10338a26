import Findings
import Foundation
import Reporting

/// JSON reports as input.
enum ReportFile {
  /// Reads a report that `--format json` wrote.
  ///
  /// - Throws: `ReportFailure`
  static func read(_ path: String) throws(ReportFailure) -> Report {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .notAReport(file: path)
    }
    return try JSONReport.read(data, named: path)
  }
}
