/// A declared task, to be named by an interrupt.
public struct TaskHandle: Hashable, Sendable {
  /// Its name.
  public let name: String
  let index: Int
}
