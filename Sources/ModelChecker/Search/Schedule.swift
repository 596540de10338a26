/// The order in which tasks move.
public struct Schedule: Hashable, Sendable, Codable {
  /// From the initial state on.
  public let steps: [ScheduleStep]

  /// A schedule of steps.
  public init(steps: [ScheduleStep]) { self.steps = steps }
}
