/// A `struct work_struct`: queued at most once, and never run twice at once.
///
/// With several instances it stands for that many `work_struct`s of one kind, such as one allocated
/// for each request; queueing one more than there are is an overflow. Costs two or three bytes, and
/// one for each task that flushes it.
public struct WorkItem: Hashable, Sendable {
  /// Its name.
  public let name: String
  let index: Int
  let queue: WorkQueue
  let instances: Int
  let pending: Variable
  let running: Variable
  /// How many tasks are cancelling it.
  let cancelling: Variable
  /// How many instances are neither queued nor running; nil for a single one.
  let free: Variable?

  /// Neither queued nor running.
  public var isIdle: Condition { .all([pending.isClear, running.isClear]) }
}
