/// A `wait_queue_head_t`. Who waits re-checks a condition each time it is woken; a wake-up while
/// nobody waits is lost.
///
/// Source: kernel/sched/wait.c. Costs one byte for each task that waits on it.
public struct WaitQueue: Hashable, Sendable {
  /// Its name.
  public let name: String
  let index: Int
}
