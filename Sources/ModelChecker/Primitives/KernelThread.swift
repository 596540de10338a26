/// A thread that `kthread_stop` asks to stop, and waits for.
///
/// Source: kernel/kthread.c. Costs two bytes.
public struct KernelThread: Hashable, Sendable {
  /// Its name.
  public let name: String
  let index: Int
  let stopping: Variable
  let exited: Variable

  /// `kthread_should_stop()`.
  public var shouldStop: Condition { stopping.isSet }
}
