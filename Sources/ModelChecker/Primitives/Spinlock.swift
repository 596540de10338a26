/// A `spinlock_t` without PREEMPT_RT: nothing may sleep while it is held.
///
/// Source: kernel/locking/spinlock.c. Costs one byte.
public struct Spinlock: Hashable, Sendable {
  /// Its name.
  public let name: String
  let held: Variable

  /// Nobody holds it.
  public var isFree: Condition { held.isClear }
}
