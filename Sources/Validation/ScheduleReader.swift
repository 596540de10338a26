import Findings
import ModelChecker

/// Tells a schedule of the model checker in the words of the evidence.
struct ScheduleReader {
  /// What the labels' payloads count.
  let steps: [ScenarioStep]

  /// The moves in their order, and what each task is blocked at for ever, as `blocked-acquire` and
  /// the like: a writer that has queued there where it queued, the others at the end. A step that
  /// takes several transitions is one move.
  func moves(of failure: Failure) -> [Validation.Move] {
    let stuck = failure.stuck.compactMap(\.label.payload).filter {
      steps.indices.contains($0) && steps[$0].deed.mayBlock
    }
    var shown: Set<Int> = []
    let done = failure.schedule.steps.compactMap { step -> Validation.Move? in
      guard let payload = step.label.payload, steps.indices.contains(payload),
        shown.insert(payload).inserted
      else { return nil }
      return stuck.contains(payload) ? blocked(payload) : steps[payload].move
    }
    return done + stuck.filter { !shown.contains($0) }.map(blocked)
  }

  private func blocked(_ payload: Int) -> Validation.Move {
    let move = steps[payload].move
    return Validation.Move(
      task: move.task, action: "blocked-\(move.action)", resource: move.resource,
      file: move.file, line: move.line)
  }
}
