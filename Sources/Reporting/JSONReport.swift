package import Findings
import Foundation

/// Renders reports as JSON for machines, in the form that `Schemas/report-1.schema.json` describes.
///
/// Every key is always there: what is not known is `null`, what is empty is an empty array.
package struct JSONReport: Sendable {
  /// The document as a whole.
  fileprivate struct Document: Encodable {
    /// Changes when a reader of the older form could misunderstand the newer one.
    let schemaVersion = 1
    let tool: Tool
    let tree: Report.Tree
    let statistics: Statistics
    let findings: [Finding]
    let incomplete: [Incomplete]
  }

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
      tool: tool, tree: report.tree, statistics: report.statistics, findings: report.findings,
      incomplete: report.incomplete)
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }
}
