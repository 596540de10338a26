import Findings

/// Finds the moves of a schedule among the steps of a task.
struct ScheduleOrder {
  /// The number of the move, from 1, that each step is; steps that the schedule leaves out have none.
  let order: [Int: Int]

  init(schedule: [Validation.Move], task: Findings.Task) {
    var order: [Int: Int] = [:]
    var next = 0
    for (number, move) in schedule.enumerated() where move.task == task.name {
      let found = task.steps.indices.first { index in
        let step = task.steps[index]
        return index >= next && step.file == move.file && step.line == move.line
          && step.action != .call
      }
      guard let found else { continue }
      order[found] = number + 1
      next = found + 1
    }
    self.order = order
  }
}
