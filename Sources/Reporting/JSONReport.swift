package import Findings
package import Foundation

/// Renders reports as JSON for machines, in the form that `Schemas/report-1.schema.json` describes.
///
/// Every key is always there: what is not known is `null`, what is empty is an empty array.
package struct JSONReport: Sendable {
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
    let document = JSONDocument(
      schemaVersion: JSONReport.schemaVersion, tool: tool, report: report)
    return try JSONText.document(document)
  }

  /// Reads a report that `render` has written, today or by an older program of the same schema.
  ///
  /// - Parameters:
  ///   - data: the document.
  ///   - name: what messages call it.
  /// - Returns: the report, without the tool that made it.
  /// - Throws: `ReportFailure`.
  package static func read(_ data: Data, named name: String) throws(ReportFailure) -> Report {
    let document: JSONDocument
    do {
      document = try JSONDecoder().decode(JSONDocument.self, from: data)
    } catch {
      throw .notAReport(file: name)
    }
    guard document.schemaVersion == schemaVersion else {
      throw .otherSchema(file: name, version: document.schemaVersion)
    }
    return document.report
  }
}
