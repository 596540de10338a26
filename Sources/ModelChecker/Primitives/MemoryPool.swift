/// A `mempool_t`: an allocation that may sleep waits for an element when memory is short.
///
/// Source: mm/mempool.c. An element that is freed goes back to the pool while the pool is not full.
/// Costs one byte.
public struct MemoryPool: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// How many elements it keeps.
  public let size: Int
  let available: Variable
  let memory: Memory?
}
