import Findings
import Testing

/// Findings made by hand, with as little around the steps as possible.
enum Evidence {
  static func finding(
    _ resources: [(name: String, kind: String)], _ tasks: [Findings.Task]
  ) -> Finding {
    Finding(
      rule: "test", fingerprint: "0000000000000000", severity: .error, confidence: .high,
      message: "test",
      location: SourceLocation(file: "test.c", line: 1, column: 1, function: "test"),
      resources: resources.map { Resource(name: $0.name, kind: $0.kind) }, tasks: tasks, notes: [],
      validation: Validation(verdict: .notModelled, states: 0, schedule: [], reason: "not yet"))
  }

  /// A task whose steps are on the lines 1, 2, 3 ... of a file of its own name.
  static func task(
    _ name: String, _ context: String, _ steps: [(Step.Action, String?, String?)]
  ) -> Findings.Task {
    Findings.Task(
      name: name, context: context,
      steps: steps.enumerated().map { index, step in
        Step(
          action: step.0, resource: step.1, mode: step.2, file: "\(name).c", line: index + 1,
          function: name, callee: "call")
      })
  }
}

extension Finding: CustomTestStringConvertible {
  package var testDescription: String {
    tasks.map { "\($0.name)(\($0.steps.map(\.action.rawValue).joined(separator: " ")))" }
      .joined(separator: " | ")
  }
}
