import CorpusSupport
import Findings
import Testing

@Suite struct ExpectedFindingTests {
  private func step(_ function: String, callee: String) -> Step {
    Step(
      action: .call, resource: nil, file: "a.c", line: 1, function: function, callee: callee)
  }

  /// One task from `entry` over `middle` to `leaf`, located in `holder`.
  private var finding: Finding {
    Finding(
      rule: "r", fingerprint: "0011223344556677", severity: .error, confidence: .high,
      message: "message",
      location: SourceLocation(file: "a.c", line: 1, column: 1, function: "holder"),
      resources: [],
      tasks: [Task(name: "entry", context: "process", steps: [step("middle", callee: "leaf")])],
      notes: [], validation: Validation(verdict: .confirmed, states: 1, schedule: [], reason: ""))
  }

  @Test(arguments: [[], ["entry"], ["middle"], ["leaf"], ["holder"], ["leaf", "entry"]])
  func everyFunctionOfAFindingIsPassed(functions: [String]) {
    #expect(ExpectedFinding(rule: "r", functions: functions).matches(finding))
  }

  @Test(arguments: [("r", ["entry", "other"]), ("s", ["entry"]), ("s", [])])
  func anotherRuleOrAFunctionNotPassedIsNoMatch(rule: String, functions: [String]) {
    #expect(!ExpectedFinding(rule: rule, functions: functions).matches(finding))
  }
}
