package import Findings
package import RuleCatalog

/// Renders reports as one page that needs nothing else: findings with filters, their cycles drawn, the
/// paths with their source lines, schedules to step through. Light and dark as the reader's system is.
package struct HTMLReport: Sendable {
  private let tool: Tool
  private let rules: [String: Rule]
  private let sources: SourceExcerpts

  /// - Parameters:
  ///   - tool: the program that made the report.
  ///   - rules: for titles and advice.
  ///   - sources: the lines that the report speaks of, as far as they are known.
  package init(tool: Tool, rules: [Rule], sources: SourceExcerpts) {
    self.tool = tool
    self.rules = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.sources = sources
  }

  /// Equal reports and sources give equal bytes.
  package func render(_ report: Report) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(HTMLText.escape("deadlint: \(report.tree.path)"))</title>
    <style>
    \(HTMLStyle.text)
    </style>
    </head>
    <body>
    <header>
    <h1>deadlint</h1>
    \(head(of: report))
    </header>
    \(filters(for: report))
    <main>
    \(findings(of: report))</main>
    \(tail(of: report))
    <script>
    \(HTMLScript.text)
    </script>
    </body>
    </html>

    """
  }

  private func head(of report: Report) -> String {
    let tree = [
      report.tree.path, report.tree.kernelVersion.map { "Linux \($0)" }, report.tree.config,
    ].compactMap { $0 }.joined(separator: ", ")
    let numbers = report.statistics
    let read =
      "\(numbers.translationUnits) units (\(numbers.failedUnits) failed), \(numbers.functions) functions, "
      + "\(numbers.resources) resources, \(numbers.edges) edges; \(tool.name) \(tool.version)"
    let compared = report.comparison.map {
      "against \($0.against): \($0.new) new, \($0.unchanged) there before, \($0.fixed) fixed"
    }
    return ([tree, compared, read].compactMap { $0 }).map { HTMLText.element("p", $0) }.joined()
  }

  private func all(of report: Report) -> [(finding: Finding, state: String)] {
    report.findings.map { ($0, $0.baseline?.rawValue ?? "reported") }
      + report.fixed.map { ($0, "fixed") } + report.suppressed.map { ($0, "suppressed") }
  }

  private func filters(for report: Report) -> String {
    let all = all(of: report)
    func choice(_ name: String, _ values: [String]) -> String {
      let options = Set(values).sorted().map {
        "<option>\(HTMLText.escape($0))</option>"
      }
      return "<label>\(name) <select data-filter=\"\(name)\"><option value=\"\">any</option>"
        + options.joined() + "</select></label>"
    }
    return HTMLText.element(
      "form", class: "filters",
      [
        "<label>search <input type=\"search\" data-filter=\"text\"></label>",
        choice("rule", all.map(\.finding.rule)),
        choice("verdict", all.map(\.finding.validation.verdict.rawValue)),
        choice("confidence", all.map(\.finding.confidence.rawValue)),
        choice("state", all.map(\.state)), "<output id=\"count\">\(all.count)</output>",
      ])
  }

  private func findings(of report: Report) -> String {
    let all = all(of: report)
    guard !all.isEmpty else { return HTMLText.element("p", "No findings.") + "\n" }
    let alike = Dictionary(grouping: report.findings) { $0.ruleAndCause }
    return all.map { finding, state in
      let others = (alike[finding.ruleAndCause] ?? []).filter {
        $0.fingerprint != finding.fingerprint
      }
      return HTMLFinding(
        finding: finding, rule: rules[finding.rule], sources: sources, others: others, state: state
      ).html
    }.joined()
  }

  private func tail(of report: Report) -> String {
    let notices = report.notices.map { HTMLText.element("li", $0) }
    let missing = report.incomplete.map { HTMLText.element("li", "\($0.file): \($0.reason)") }
    return
      (notices.isEmpty
      ? "" : HTMLText.element("h2", "Notes") + HTMLText.element("ul", notices))
      + (missing.isEmpty
        ? ""
        : HTMLText.element("h2", "Not analysed, or not wholly")
          + HTMLText.element("ul", class: "missing", missing))
  }
}
