/// An `rwlock_t`: spins; fair like an rwsem except that readers in interrupts pass a waiting writer.
///
/// Source: kernel/locking/qrwlock.c (`queued_read_lock_slowpath`). Costs three bytes.
public struct ReadWriteLock: Hashable, Sendable {
  /// Its name.
  public let name: String
  let readers: Variable
  let writer: Variable
  let waitingWriters: Variable

  /// A reader outside of interrupts may enter at once.
  public var admitsReader: Condition { .all([writer.isClear, waitingWriters.isClear]) }

  /// A writer may enter at once.
  public var admitsWriter: Condition { .all([writer.isClear, readers.isClear]) }
}
