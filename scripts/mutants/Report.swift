import Foundation

/// What `deadlint patch` says.
struct Report: Decodable {
  struct Finding: Decodable {
    let rule: String
    let tasks: [Task]
  }
  struct Task: Decodable { let steps: [Step] }
  struct Step: Decodable { let function: String }

  let findings: [Finding]

  /// Whether there is a finding of one of the mutant's rules with its function on the way.
  func finds(_ mutant: Mutant) -> Bool {
    findings.contains { finding in
      mutant.mutation.rules.contains(finding.rule)
        && finding.tasks.contains { task in
          task.steps.contains { $0.function == mutant.mutation.function }
        }
    }
  }
}
