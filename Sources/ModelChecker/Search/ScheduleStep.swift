/// One move of one task.
public struct ScheduleStep: Hashable, Sendable, Codable {
  /// The index of the task in its program.
  public let taskIndex: Int
  /// Its name.
  public let task: String
  /// The index of the transition among those of the task's location.
  public let alternative: Int
  /// What it does.
  public let label: Label

  /// A step from its parts.
  public init(taskIndex: Int, task: String, alternative: Int, label: Label) {
    self.taskIndex = taskIndex
    self.task = task
    self.alternative = alternative
    self.label = label
  }
}
