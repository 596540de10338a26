/// What can be wrong with a reachable state.
public enum FailureKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Tasks that are not at a valid end are blocked, and nobody who is not blocked with them can
  /// ever wake one of them.
  case deadlock
  /// The same, and a stuck task sleeps on a wait queue whose condition holds, or can still come to
  /// hold without a wake-up: the wake-up came before it slept, or never comes.
  case lostWakeUp = "lost-wake-up"
  /// A call that may sleep under a spinlock, with interrupts or preemption off, in an RCU section,
  /// or in a timer or interrupt.
  case sleepInAtomic = "sleep-in-atomic"
  /// An object is used, referenced or freed after it was freed.
  case useAfterFree = "use-after-free"
  /// A condition that the program claims does not hold.
  case assertion
  /// A value left 0 to 255, or a queue its capacity: the program is larger than its declaration.
  case overflow
}
