import Findings

/// A report as the JSON document that `Schemas/report-1.schema.json` describes.
struct JSONDocument: Codable {
  private enum CodingKeys: String, CodingKey {
    case schemaVersion, tool, tree, statistics, findings, incomplete, comparison, fixed, suppressed
    case notices
  }

  let schemaVersion: Int
  let tool: Tool
  let report: Report

  init(schemaVersion: Int, tool: Tool, report: Report) {
    self.schemaVersion = schemaVersion
    self.tool = tool
    self.report = report
  }

  /// Reads also what programs wrote that had nothing to compare with.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    schemaVersion = try container.decode(Int.self, forKey: .schemaVersion)
    tool = try container.decode(Tool.self, forKey: .tool)
    report = Report(
      tree: try container.decode(Report.Tree.self, forKey: .tree),
      statistics: try container.decode(Statistics.self, forKey: .statistics),
      findings: try container.decode([Finding].self, forKey: .findings),
      incomplete: try container.decode([Incomplete].self, forKey: .incomplete),
      comparison: try container.decodeIfPresent(Comparison.self, forKey: .comparison),
      fixed: try container.decodeIfPresent([Finding].self, forKey: .fixed) ?? [],
      suppressed: try container.decodeIfPresent([Finding].self, forKey: .suppressed) ?? [],
      notices: try container.decodeIfPresent([String].self, forKey: .notices) ?? [])
  }

  /// Writes every key: what is nil becomes null.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schemaVersion, forKey: .schemaVersion)
    try container.encode(tool, forKey: .tool)
    try container.encode(report.tree, forKey: .tree)
    try container.encode(report.statistics, forKey: .statistics)
    try container.encode(report.findings, forKey: .findings)
    try container.encode(report.incomplete, forKey: .incomplete)
    try container.encode(report.comparison, forKey: .comparison)
    try container.encode(report.fixed, forKey: .fixed)
    try container.encode(report.suppressed, forKey: .suppressed)
    try container.encode(report.notices, forKey: .notices)
  }
}
