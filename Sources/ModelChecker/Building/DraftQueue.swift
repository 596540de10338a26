/// A queue, before the state is laid out and its capacity is known.
enum DraftQueue: Hashable, Sendable {
  /// The list of a workqueue, by its index.
  case work(Int)
  /// The list of the task itself.
  case bioList
}
