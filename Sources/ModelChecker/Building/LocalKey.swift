/// What one of a task's own cells is for.
enum LocalKey: Hashable, Sendable {
  /// Declared by the task.
  case variable(Int)
  /// Depth of sections in which it may not sleep.
  case atomic
  /// Depth of sections with interrupts off, with soft interrupts off.
  case interruptsOff, softInterruptsOff
  /// Depth of memalloc scopes.
  case noIO, noFS
  /// Sleeps on a wait queue, not exclusively or exclusively.
  case waiting(Int), exclusive(Int)
  /// Instances of a work item that it still waits for.
  case flushing(Int)
  /// Depth of read sections of an RCU domain, and the phase they were entered in.
  case readDepth(Int), readPhase(Int)
  /// `current->bio_list`.
  case bioList
}
