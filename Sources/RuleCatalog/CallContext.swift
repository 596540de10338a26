/// What a function pointer that is handed over will run as.
package enum CallContext: String, Hashable, Sendable, Codable, CaseIterable {
  /// By the function that it is handed to, before that returns.
  case caller
  case process
  /// Nobody says: a callback that is handed over to code outside the program.
  case unknown
  /// A work item, on a workqueue or a kthread worker.
  case work
  /// A thread that runs what is handed over for one object one after the other: `dm_kcopyd_copy`.
  case serialWork = "serial-work"
  case kthread
  case timer
  /// A high resolution timer: runs in its interrupt, not in a soft one.
  case hrtimer
  case tasklet
  case irq
  case threadedIRQ = "threaded-irq"
  /// A thread that stops the processor: atomic, but no interrupt, so nobody was in the middle of
  /// anything.
  case stopper
  /// A method that is called with interrupts off and a spinlock held, by whoever: nobody may sleep in it,
  /// and it interrupts nobody by itself.
  case atomic
  case softirq
  case napi
  /// The end_io of a bio or request: atomic, from the device's interrupt.
  case ioCompletion = "io-completion"
  /// A method that the block layer calls with `current->bio_list` set.
  case bioList = "bio-list"
  case rcuCallback = "rcu-callback"
  case reclaim

  /// Whether code that asks `in_interrupt` hears yes.
  package var isInterrupt: Bool {
    switch self {
    case .timer, .hrtimer, .tasklet, .irq, .softirq, .napi, .ioCompletion, .rcuCallback: true
    default: false
    }
  }
}
