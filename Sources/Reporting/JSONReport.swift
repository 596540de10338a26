package import Findings
package import Foundation

/// Renders reports as JSON for machines, in the form that `Schemas/report-1.schema.json` describes.
///
/// Every key is always there: what is not known is `null`, what is empty is an empty array.
package struct JSONReport: Sendable {
  /// The document as a whole.
  private struct Document: Codable {
    let schemaVersion: Int
    let tool: Tool
    let tree: Report.Tree
    let statistics: Statistics
    let findings: [Finding]
    let incomplete: [Incomplete]
  }

  /// Changes when a reader of the older form could misunderstand the newer one.
  private static let schemaVersion = 1

  private let tool: Tool

  package init(tool: Tool) {
    self.tool = tool
  }

  /// The report with sorted keys and a newline at the end: equal reports give equal bytes.
  ///
  /// - Parameter report: what to render.
  /// - Returns: the document.
  /// - Throws: never in practice; the encoder's signature says that it might.
  package func render(_ report: Report) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      schemaVersion: JSONReport.schemaVersion, tool: tool, tree: report.tree,
      statistics: report.statistics, findings: report.findings,
      incomplete: report.incomplete)
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }
  /// Reads a report that `render` has written, today or by an older program of the same schema.
  ///
  /// - Parameters:
  ///   - data: the document.
  ///   - name: what messages call it.
  /// - Returns: the report, without the tool that made it.
  /// - Throws: `ReportFailure`.
  package static func read(_ data: Data, named name: String) throws(ReportFailure) -> Report {
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: data)
    } catch {
      throw .notAReport(file: name)
    }
    guard document.schemaVersion == schemaVersion else {
      throw .otherSchema(file: name, version: document.schemaVersion)
    }
    return Report(
      tree: document.tree, statistics: document.statistics, findings: document.findings,
      incomplete: document.incomplete)
  }
}
