import ArgumentParser
import Findings
import Reporting
import RuleCatalog

/// What a report can be written as.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json

  /// The report in this form.
  func render(_ report: Report, rules: [Rule], terminal: Terminal?) throws -> String {
    switch self {
    case .text:
      return TextReport(
        rules: rules, width: terminal?.width ?? 100, colours: terminal?.hasColours ?? false
      ).render(report)
    case .json:
      let tool = Tool(name: "deadlint", version: DeadlintCommand.version)
      return try JSONReport(tool: tool).render(report)
    }
  }
}
