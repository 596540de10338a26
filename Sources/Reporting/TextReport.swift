package import Findings
package import RuleCatalog

/// Renders reports for people, after the fashion of lockdep.
package struct TextReport: Sendable {
  private let rules: [String: Rule]
  private let width: Int
  private let painter: Painter

  /// - Parameters:
  ///   - rules: for titles and advice; a finding of a rule that is not among them goes without.
  ///   - width: of the lines, in characters; at least 60. Names that are longer stand out.
  ///   - colours: whether what reads the text is a terminal that shows colours.
  package init(rules: [Rule], width: Int = 100, colours: Bool = false) {
    self.rules = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.width = max(60, width)
    painter = Painter(colours: colours)
  }

  /// One finding, without a summary.
  ///
  /// - Parameter finding: what to render.
  /// - Returns: the text, with a newline at its end.
  package func render(_ finding: Finding) -> String {
    render(FindingGroup(first: finding))
  }

  private func render(_ group: FindingGroup) -> String {
    let lines = FindingText(
      group: group, rule: rules[group.first.rule], width: width, painter: painter
    ).lines
    return lines.joined(separator: "\n") + "\n"
  }

  /// All findings in the report's order, those of one cause at its first, then a summary.
  ///
  /// - Parameter report: what to render.
  /// - Returns: the text, with a newline at its end.
  package func render(_ report: Report) -> String {
    let summary = SummaryText(report: report, width: width, painter: painter).lines
    return FindingGroup.groups(of: report.findings).map { render($0) + "\n" }.joined()
      + summary.joined(separator: "\n") + "\n"
  }
}
