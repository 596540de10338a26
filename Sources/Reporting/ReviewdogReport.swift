package import Findings
import Foundation

/// Renders reports as reviewdog's `rdjsonl`: a JSON object on a line for each finding.
///
/// Source: reviewdog's Diagnostic Format, `proto/rdf`.
package struct ReviewdogReport: Sendable {
  private struct Diagnostic: Encodable {
    let message: String
    let location: Location
    let severity: String
    let source: Source
    let code: Code
    let relatedLocations: [Related]
  }

  private struct Location: Encodable {
    let path: String
    let range: Range
  }

  private struct Range: Encodable {
    let start: Position
  }

  private struct Position: Encodable {
    let line: Int
    let column: Int?
  }

  private struct Source: Encodable {
    let name: String
  }

  private struct Code: Encodable {
    let value: String
  }

  private struct Related: Encodable {
    let message: String
    let location: Location
  }

  private let tool: Tool

  package init(tool: Tool) {
    self.tool = tool
  }

  /// What there is to act on: neither what was there before, nor what is suppressed.
  ///
  /// - Throws: never in practice; the encoder's signature says that it might.
  package func render(_ report: Report) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try report.pending.map { finding in
      String(decoding: try encoder.encode(diagnostic(for: finding)), as: UTF8.self) + "\n"
    }.joined()
  }

  private func diagnostic(for finding: Finding) -> Diagnostic {
    let place = finding.location
    return Diagnostic(
      message: ([finding.message] + finding.notes).joined(separator: "\n"),
      location: Location(
        path: place.file,
        range: Range(start: Position(line: place.line, column: place.column))),
      severity: finding.severity.rawValue.uppercased(), source: Source(name: tool.name),
      code: Code(value: finding.rule),
      relatedLocations: finding.tasks.compactMap { task in
        task.steps.last.map { step in
          Related(
            message: "\(task.name): \(StepPhrase(step: step).text)",
            location: Location(
              path: step.file, range: Range(start: Position(line: step.line, column: nil))))
        }
      })
  }
}
