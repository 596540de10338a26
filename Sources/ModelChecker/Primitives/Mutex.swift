/// A `struct mutex`, or anything held by one task that sleeps to get it.
///
/// Source: kernel/locking/mutex.c. Not recursive. Costs one byte.
public struct Mutex: Hashable, Sendable {
  /// Its name.
  public let name: String
  let held: Variable

  /// Nobody holds it.
  public var isFree: Condition { held.isClear }
}
