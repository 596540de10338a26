/// A domain of read sections and grace periods: RCU, or one `struct srcu_struct`.
///
/// Source: kernel/rcu/tree.c, kernel/rcu/srcutree.c. A grace period waits for the readers that were
/// inside when it started, and for no later ones: readers count in one of two phases, and a grace
/// period turns the phase and drains the old one. Grace periods run one after another. Costs five
/// bytes, and two for each task that reads.
public struct RCUDomain: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Readers may sleep: SRCU.
  public let isSleepable: Bool
  let index: Int
  let busy: Variable
  let phase: Variable
  let firstReaders: Variable
  let secondReaders: Variable
  let callbacks: Variable

  /// No callback waits for a grace period or runs.
  public var hasNoCallbacks: Condition { callbacks.isClear }
}
