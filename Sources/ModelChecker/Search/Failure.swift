/// A failure that a search found, and how to get there.
public struct Failure: Hashable, Sendable {
  /// What is wrong.
  public let kind: FailureKind
  /// The steps from the initial state, the last of which fails or leaves the tasks stuck.
  public let schedule: Schedule
  /// Who is stuck, in the order of the tasks; empty when the last step itself fails.
  public let stuck: [StuckTask]
  /// No shorter schedule fails.
  public let isShortest: Bool

  /// A failure from its parts.
  public init(kind: FailureKind, schedule: Schedule, stuck: [StuckTask], isShortest: Bool) {
    self.kind = kind
    self.schedule = schedule
    self.stuck = stuck
    self.isShortest = isShortest
  }
}
