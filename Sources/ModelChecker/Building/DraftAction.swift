/// A change, before the state is laid out.
enum DraftAction: Hashable, Sendable {
  case set(CellReference, Value)
  case add(CellReference, Value)
  case subtract(CellReference, Value)
  case push(DraftQueue, Value)
  case pop(DraftQueue)
  case remove(DraftQueue, Int)
  /// On this cell of every task that has it.
  case setEvery(LocalKey, Int)
  case decrementEvery(LocalKey)
  /// Wakes the thread from whatever wait queue it sleeps on.
  case wakeThread(Int)
}
