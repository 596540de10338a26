import RuleCatalog

/// The rules of a run with their help, and the weaknesses that they are instances of.
struct SARIFRules {
  private static let taxonomyName = "CWE"

  /// What the entries that rules refer to are called. An entry without a name here goes by its number.
  ///
  /// Source: MITRE, Common Weakness Enumeration.
  private static let weaknessNames = [
    667: "Improper Locking", 764: "Multiple Locks of a Critical Resource", 833: "Deadlock",
  ]

  let rules: [Rule]
  let tool: Tool

  /// The place of each rule in the document.
  var index: [String: Int] {
    Dictionary(
      rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var driver: SARIFLog.Component {
    SARIFLog.Component(
      name: tool.name, version: tool.version, semanticVersion: tool.version,
      rules: rules.map(descriptor(of:)),
      supportedTaxonomies: [SARIFLog.ComponentReference(name: Self.taxonomyName, index: 0)])
  }

  var taxonomy: SARIFLog.Component {
    SARIFLog.Component(
      name: Self.taxonomyName, organization: "MITRE",
      shortDescription: SARIFLog.Message(text: "The MITRE Common Weakness Enumeration"),
      taxa: weaknesses.map { weakness in
        SARIFLog.Descriptor(
          id: "\(weakness)", name: Self.weaknessNames[weakness],
          helpUri: "https://cwe.mitre.org/data/definitions/\(weakness).html")
      }, isComprehensive: false)
  }

  private var weaknesses: [Int] { Set(rules.map(\.weakness)).sorted() }

  private func descriptor(of rule: Rule) -> SARIFLog.Descriptor {
    SARIFLog.Descriptor(
      id: rule.id, name: camelCase(rule.id), shortDescription: SARIFLog.Message(text: rule.title),
      fullDescription: SARIFLog.Message(text: fullDescription(of: rule)),
      help: SARIFLog.Message(text: RulePage(rule: rule).text, markdown: markdown(of: rule)),
      defaultConfiguration: SARIFLog.Configuration(level: rule.severity),
      relationships: [
        SARIFLog.Relationship(
          target: SARIFLog.Target(
            id: "\(rule.weakness)", index: weaknesses.firstIndex(of: rule.weakness) ?? 0,
            toolComponent: SARIFLog.ComponentReference(name: Self.taxonomyName, index: 0)),
          kinds: ["superset"])
      ],
      properties: SARIFLog.RuleProperties(
        precision: rule.confidence, problemSeverity: rule.severity,
        tags: ["concurrency", "correctness", "external/cwe/cwe-\(rule.weakness)"]))
  }

  private func fullDescription(of rule: Rule) -> String {
    let sentence = rule.story.firstSentence
    return sentence.isEmpty ? rule.title : sentence
  }

  /// `sleep-in-rcu` is `SleepInRcu`: what viewers show beside the identifier.
  private func camelCase(_ id: String) -> String {
    id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private func markdown(of rule: Rule) -> String {
    var parts = ["# \(rule.title)", rule.story, "## How to fix it", rule.fix]
    if !rule.limits.isEmpty { parts += ["## What it cannot see", rule.limits] }
    if !rule.references.isEmpty {
      parts += ["## References", rule.references.map { "- \($0)" }.joined(separator: "\n")]
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}
