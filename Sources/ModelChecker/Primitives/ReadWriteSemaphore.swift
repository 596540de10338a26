/// A `struct rw_semaphore`: readers share it, and a writer that waits stops new readers.
///
/// Source: kernel/locking/rwsem.c without PREEMPT_RT. Writers come first: a reader that queued
/// before a writer may be overtaken by it, which really happens only in some orders of arrival, so
/// a model may wait longer than the kernel would. Costs three bytes.
public struct ReadWriteSemaphore: Hashable, Sendable {
  /// Its name.
  public let name: String
  let readers: Variable
  let writer: Variable
  let waitingWriters: Variable

  /// A reader may enter at once.
  public var admitsReader: Condition { .all([writer.isClear, waitingWriters.isClear]) }

  /// A writer may enter at once.
  public var admitsWriter: Condition { .all([writer.isClear, readers.isClear]) }

  /// A writer waits for it.
  public var hasQueuedWriter: Condition { waitingWriters.isSet }
}
