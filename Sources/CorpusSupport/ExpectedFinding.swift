package import Findings

/// What a finding in a real tree must be, without lines: those move with every release.
package struct ExpectedFinding: Hashable, Sendable, Codable {
  /// The identifier of the rule.
  package let rule: String
  /// Functions that the tasks of the finding must pass through, in any order, in any task.
  package let functions: [String]

  package init(rule: String, functions: [String]) {
    self.rule = rule
    self.functions = functions
  }

  /// Whether a finding is the expected one: the functions that its steps stand in or call, its
  /// tasks' entries and its own location are looked at.
  package func matches(_ finding: Finding) -> Bool {
    guard finding.rule == rule else { return false }
    var passed: Set<String> = [finding.location.function]
    for task in finding.tasks {
      passed.insert(task.name)
      for step in task.steps { passed.formUnion([step.function, step.callee]) }
    }
    return passed.isSuperset(of: functions)
  }
}
