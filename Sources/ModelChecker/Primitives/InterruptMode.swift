/// What a spinlock operation does to interrupts besides.
public enum InterruptMode: String, Hashable, Sendable, Codable, CaseIterable {
  /// `spin_lock`: nothing.
  case plain
  /// `spin_lock_bh`: soft interrupts and timers off.
  case softInterruptsOff
  /// `spin_lock_irq`, `spin_lock_irqsave`: interrupts off. Both count a depth, so that the second
  /// may be nested.
  case interruptsOff
}
