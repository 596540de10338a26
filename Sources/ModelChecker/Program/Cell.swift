/// One byte of the state.
public struct Cell: Hashable, Sendable {
  /// What it holds, for people.
  public let name: String
  /// Its value in the initial state, 0 to 255.
  public let initial: UInt8
  /// The task that it belongs to; nil when it is shared.
  public let task: Int?

  /// A cell from its parts.
  public init(name: String, initial: UInt8, task: Int?) {
    self.name = name
    self.initial = initial
    self.task = task
  }
}
