import Findings

/// Findings that somebody decided not to be told about.
package struct SuppressionRule: Hashable, Sendable {
  /// Those of one rule; of any if nil.
  package let rule: String?
  /// Those whose tasks pass through a function; through any if nil.
  package let function: String?
  /// Those about a resource; about any if nil.
  package let resource: String?
  package let reason: String
  /// The line in the configuration file, from 1.
  package let line: Int

  /// Whether it is about a finding: all that it names must be in it.
  func matches(_ finding: Finding) -> Bool {
    if let rule, rule != finding.rule { return false }
    if let resource, !finding.resources.contains(where: { $0.name == resource }) { return false }
    guard let function else { return true }
    return finding.location.function == function
      || finding.tasks.contains { task in
        task.name == function || task.steps.contains { $0.function == function }
      }
  }

  /// What it names, for messages.
  package var description: String {
    [
      rule.map { "rule \($0)" }, function.map { "function \($0)" },
      resource.map { "resource \($0)" },
    ].compactMap { $0 }.joined(separator: ", ")
  }
}
