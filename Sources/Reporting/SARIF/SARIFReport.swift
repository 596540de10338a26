package import Findings
import Foundation
package import RuleCatalog

/// Renders reports as SARIF 2.1.0, for code scanning services: one thread flow for each task.
///
/// What GitHub refuses is left out, and said so in a notification: results beyond 25,000, steps beyond
/// 1,000 of a result. The files themselves stay far below its ten megabytes, compressed, for that.
///
/// Source: GitHub's documentation, "SARIF support for code scanning", limits and validation.
package struct SARIFReport: Sendable {
  static let maximumResults = 25_000

  private let tool: Tool
  private let rules: [Rule]

  /// - Parameters:
  ///   - tool: the program that made the report.
  ///   - rules: all that were looked for; their help goes into the document.
  package init(tool: Tool, rules: [Rule]) {
    self.tool = tool
    self.rules = rules
  }

  /// The report with sorted keys and a newline at the end: equal reports give equal bytes.
  ///
  /// - Throws: never in practice; the encoder's signature says that it might.
  package func render(_ report: Report) throws -> String {
    let document = SARIFLog.Document(runs: [run(of: report)])
    return try JSONText.document(document)
  }

  private func run(of report: Report) -> SARIFLog.Run {
    let catalog = SARIFRules(rules: rules, tool: tool)
    let all = report.findings + report.fixed + report.suppressed
    let kept = all.prefix(Self.maximumResults)
    let results = kept.map { SARIFResult(finding: $0, ruleIndex: catalog.index[$0.rule]).value }
    var properties = ["tree": report.tree.path]
    properties["kernelVersion"] = report.tree.kernelVersion
    properties["config"] = report.tree.config
    return SARIFLog.Run(
      tool: SARIFLog.Tool(driver: catalog.driver),
      automationDetails: SARIFLog.AutomationDetails(id: "deadlint/"),
      taxonomies: [catalog.taxonomy],
      invocations: [invocation(of: report, dropped: all.count - kept.count)],
      originalUriBaseIds: [
        SARIFPlace.base: SARIFLog.BaseID(
          description: SARIFLog.Message(text: "The top folder of the tree."))
      ], results: results, properties: properties)
  }

  private func invocation(of report: Report, dropped: Int) -> SARIFLog.Invocation {
    var notifications = report.incomplete.map { file in
      SARIFLog.Notification(
        level: "warning", message: SARIFLog.Message(text: file.reason),
        locations: [SARIFPlace(file: file.file).location])
    }
    notifications += report.notices.map {
      SARIFLog.Notification(level: "note", message: SARIFLog.Message(text: $0))
    }
    if dropped > 0 {
      notifications.append(
        SARIFLog.Notification(
          level: "warning",
          message: SARIFLog.Message(
            text: "\(dropped) findings are left out here: code scanning takes no more than "
              + "\(Self.maximumResults); the JSON report has all")))
    }
    return SARIFLog.Invocation(
      executionSuccessful: true, toolExecutionNotifications: notifications)
  }
}
