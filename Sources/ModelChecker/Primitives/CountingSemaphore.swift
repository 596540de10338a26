/// A `struct semaphore`: anyone may count it up.
///
/// Source: kernel/locking/semaphore.c. Costs one byte.
public struct CountingSemaphore: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// How many may still enter.
  public let count: Variable
}
