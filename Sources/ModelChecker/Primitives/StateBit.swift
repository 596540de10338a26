/// A bit that is waited for: the lock or writeback bit of a page, `B_READING` of a buffer. Whoever
/// clears it need not be who set it.
///
/// Source: kernel/sched/wait_bit.c, mm/filemap.c. Costs one byte, and one for each task that
/// sleeps on it through ``TaskBuilder/waitOnBit(_:at:)``.
public struct StateBit: Hashable, Sendable {
  /// Its name.
  public let name: String
  let value: Variable
  let queue: WaitQueue

  /// It is set.
  public var isSet: Condition { value.isSet }
  /// It is not set.
  public var isClear: Condition { value.isClear }
}
