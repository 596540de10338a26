/// A `struct workqueue_struct`.
///
/// Source: kernel/workqueue.c. Items of a bounded queue start in the order in which they were
/// queued; an unbounded one (`system_wq`, whose limit no model reaches) starts them in any order.
/// Costs nothing unbounded, else two bytes and one for each item instance.
public struct WorkQueue: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// How many items may run at once; nil when no limit matters. 1 is an ordered queue.
  public let maxActive: Int?
  let index: Int
  let active: Variable?
}
