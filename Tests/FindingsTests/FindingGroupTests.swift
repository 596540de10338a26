import Findings
import Testing

@Suite struct FindingGroupTests {
  private func finding(
    _ rule: String, _ function: String, _ sleeper: String, _ confidence: Confidence
  ) -> Finding {
    Finding(
      rule: rule, fingerprint: function, severity: .error, confidence: confidence, message: "",
      location: SourceLocation(file: "a.c", line: 1, column: 1, function: function), resources: [],
      tasks: [
        Task(
          name: function, context: "process",
          steps: [
            Step(
              action: .sleep, resource: nil, file: "b.c", line: 2, function: sleeper,
              callee: "msleep")
          ])
      ], notes: [],
      validation: Validation(verdict: .notModelled, states: 0, schedule: [], reason: ""))
  }

  @Test func findingsThatEndAtOneOperationAreOneGroup() {
    let findings = [
      finding("r", "first", "sleeper", .medium), finding("r", "second", "other", .medium),
      finding("r", "third", "sleeper", .high), finding("q", "fourth", "sleeper", .high),
    ]
    let groups = FindingGroup.groups(of: findings)
    #expect(
      groups == [
        FindingGroup(first: findings[2], others: [findings[0]]), FindingGroup(first: findings[1]),
        FindingGroup(first: findings[3]),
      ])
    #expect(findings[0].cause == "msleep in sleeper")
  }
}
