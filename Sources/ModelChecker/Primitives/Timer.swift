/// A `struct timer_list`: its function runs in soft interrupt context and may not sleep.
///
/// Source: kernel/time/timer.c. It may expire at any time after it was started. Costs two bytes.
public struct Timer: Hashable, Sendable {
  /// Its name.
  public let name: String
  let index: Int
  let pending: Variable
  let running: Variable
}
