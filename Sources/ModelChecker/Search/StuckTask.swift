/// A task that can never go on.
public struct StuckTask: Hashable, Sendable, Codable {
  /// Its name.
  public let task: String
  /// What it is blocked at.
  public let label: Label

  /// A stuck task from its parts.
  public init(task: String, label: Label) {
    self.task = task
    self.label = label
  }
}
