package import RuleCatalog

/// The rules that there are, a line each.
package struct RuleTable: Sendable {
  private let rules: [Rule]

  package init(rules: [Rule]) {
    self.rules = rules
  }

  /// Identifier, severity, confidence and title in columns, in the order of the rules.
  package var text: String {
    let width = rules.map(\.id.count).max() ?? 0
    return rules.map { rule in
      let columns = [
        rule.id.padded(to: width), rule.severity.padded(to: 7), rule.confidence.padded(to: 6),
        rule.title,
      ]
      return columns.joined(separator: "  ") + "\n"
    }.joined()
  }
}
