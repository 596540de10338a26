import Findings
import Foundation
import Reporting

/// Reads the lines of the sources that a report speaks of.
struct SourceReader {
  /// The folder that the report's files are relative to.
  let root: String
  /// Texts that stand for files, by path relative to the folder: what a patch makes of them.
  var texts: [String: String] = [:]

  /// The lines of all places of a report. Files that cannot be read are left out.
  func excerpts(for report: Report) -> SourceExcerpts {
    var wanted: [String: Set<Int>] = [:]
    for finding in report.findings + report.fixed + report.suppressed {
      wanted[finding.location.file, default: []].insert(finding.location.line)
      for step in finding.tasks.flatMap(\.steps) {
        wanted[step.file, default: []].insert(step.line)
      }
      for move in finding.validation.schedule { wanted[move.file, default: []].insert(move.line) }
    }
    var lines: [String: [Int: String]] = [:]
    for (file, numbers) in wanted {
      guard let text = text(of: file) else { continue }
      let all = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      for number in numbers where (1...all.count).contains(number) {
        lines[file, default: [:]][number] = String(Substring(all[number - 1]))
      }
    }
    return SourceExcerpts(lines: lines)
  }

  private func text(of file: String) -> String? {
    if let text = texts[file] { return text }
    let path = file.hasPrefix("/") ? file : root + "/" + file
    return FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
