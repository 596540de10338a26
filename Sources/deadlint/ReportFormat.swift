import ArgumentParser
import Findings
import Reporting
import RuleCatalog

/// What a report can be written as.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, checkpatch, rdjsonl, html

  /// The report in this form.
  ///
  /// - Parameters:
  ///   - report: what to render.
  ///   - rules: those that were looked for.
  ///   - sources: for the form that shows lines of them.
  ///   - terminal: where it goes; nil for a file.
  /// - Returns: the text.
  /// - Throws: never in practice; the encoders' signatures say that they might.
  func render(
    _ report: Report, rules: [Rule], sources: SourceReader, terminal: Terminal?
  ) throws -> String {
    let tool = Tool(name: "deadlint", version: DeadlintCommand.version)
    switch self {
    case .text:
      return TextReport(
        rules: rules, width: terminal?.width ?? 100, colours: terminal?.hasColours ?? false
      ).render(report)
    case .json: return try JSONReport(tool: tool).render(report)
    case .sarif: return try SARIFReport(tool: tool, rules: rules).render(report)
    case .checkpatch: return CheckpatchReport().render(report)
    case .rdjsonl: return try ReviewdogReport(tool: tool).render(report)
    case .html:
      return HTMLReport(tool: tool, rules: rules, sources: sources.excerpts(for: report))
        .render(report)
    }
  }
}
