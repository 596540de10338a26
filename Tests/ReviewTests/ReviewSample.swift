import Findings
import Foundation

/// Findings and files for the tests.
enum ReviewSample {
  static func finding(
    _ digit: Character, rule: String = "sleep-in-rcu", file: String = "drivers/a.c",
    function: String = "f", resource: String = "a.lock"
  ) -> Finding {
    Finding(
      rule: rule, fingerprint: String(repeating: digit, count: 16), severity: .error,
      confidence: .high, message: "it waits",
      location: SourceLocation(file: file, line: 7, column: 2, function: function),
      resources: [Resource(name: resource, kind: "mutex")],
      tasks: [
        Task(
          name: "entry_\(function)", context: "process",
          steps: [
            Step(
              action: .acquire, resource: resource, file: file, line: 7, function: function,
              callee: "mutex_lock")
          ])
      ], notes: [],
      validation: Validation(
        verdict: .notModelled, states: 0, schedule: [], reason: "not executed"))
  }

  static func report(_ findings: [Finding]) -> Report {
    Report(
      tree: Report.Tree(path: "linux", kernelVersion: nil, config: nil),
      statistics: Statistics(
        translationUnits: 1, failedUnits: 0, functions: 1, resources: 1, edges: 1, cycles: 0),
      findings: findings, incomplete: [])
  }

  /// Gives a file of this content to the body, and removes it afterwards.
  static func withFile<Result>(
    _ text: String, _ body: (String) throws -> Result
  ) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path())
  }
}
