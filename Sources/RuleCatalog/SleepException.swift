/// Where a function that may sleep does not.
package enum SleepException: String, CaseIterable, Hashable, Sendable {
  /// In interrupts, and with soft interrupts off: there it leaves the work to somebody else.
  case interrupt
  /// For objects whose owner has said so beforehand, as `pm_runtime_irq_safe` does for a device.
  case promise
  /// Where the time to wait is short: then it spins.
  case brief
  /// Behind a test: `might_sleep` under an `if` speaks of that condition alone, and whatever does sleep
  /// there speaks for itself.
  case test
}
