/// A cell, before the state is laid out.
enum CellReference: Hashable, Sendable {
  case shared(Int)
  /// Of the task that the reference stands in; the offset counts cells of a queue.
  case local(LocalKey, offset: Int = 0)
  /// Of another task, by the index of its draft.
  case foreign(task: Int, LocalKey)
}
