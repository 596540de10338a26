extension TaskBuilder {
  /// `spin_lock` and its variants: interrupts go off first, then it spins until the lock is free.
  public mutating func lock(
    _ spinlock: Spinlock, _ mode: InterruptMode = .plain, at site: Site? = nil
  ) {
    if mode != .plain { disable(mode, at: site?.with(suffix: ": interrupts off")) }
    emit(
      label(.acquire, "\(mode.call("spin_lock"))(\(spinlock.name))", spinlock.name, site),
      [
        Alternative(
          condition: spinlock.isFree,
          actions: [.set(spinlock.held.reference, 1), .add(atomicDepth.reference, 1)])
      ])
  }

  /// `spin_unlock` and its variants; fails as an assertion when it is not held.
  public mutating func unlock(
    _ spinlock: Spinlock, _ mode: InterruptMode = .plain, at site: Site? = nil
  ) {
    emit(
      label(.release, "\(mode.call("spin_unlock"))(\(spinlock.name))", spinlock.name, site),
      [
        Alternative(
          condition: spinlock.held.isSet,
          actions: [.set(spinlock.held.reference, 0), .subtract(atomicDepth.reference, 1)]),
        Alternative(condition: spinlock.isFree, failure: .assertion),
      ])
    if mode != .plain { enable(mode, at: site?.with(suffix: ": interrupts on")) }
  }

  /// `spin_trylock`: never spins.
  public mutating func tryLock(
    _ spinlock: Spinlock, at site: Site? = nil, taken: (inout TaskBuilder) -> Void,
    busy: (inout TaskBuilder) -> Void = { _ in }
  ) {
    attempt(
      label(.tryAcquire, "spin_trylock(\(spinlock.name))", spinlock.name, site),
      when: spinlock.isFree,
      [.set(spinlock.held.reference, 1), .add(atomicDepth.reference, 1)], taken: taken, busy: busy)
  }

  /// `local_irq_disable`, `local_irq_save`, `local_bh_disable`: until enabled again, no interrupt
  /// of that kind starts on this task's CPU, and the task may not sleep.
  public mutating func disable(_ mode: InterruptMode, at site: Site? = nil) {
    guard let depth = depth(of: mode) else { return }
    emit(
      label(.enter, mode == .interruptsOff ? "local_irq_save()" : "local_bh_disable()", nil, site),
      [Alternative(actions: [.add(depth.reference, 1), .add(atomicDepth.reference, 1)])])
  }

  /// The end of ``disable(_:at:)``.
  public mutating func enable(_ mode: InterruptMode, at site: Site? = nil) {
    guard let depth = depth(of: mode) else { return }
    emit(
      label(
        .leave, mode == .interruptsOff ? "local_irq_restore()" : "local_bh_enable()", nil, site),
      [
        Alternative(
          actions: [.subtract(depth.reference, 1), .subtract(atomicDepth.reference, 1)])
      ])
  }

  /// `preempt_disable`: the task may not sleep.
  public mutating func disablePreemption(at site: Site? = nil) {
    emit(
      label(.enter, "preempt_disable()", nil, site),
      [Alternative(actions: [.add(atomicDepth.reference, 1)])])
  }

  /// `preempt_enable`.
  public mutating func enablePreemption(at site: Site? = nil) {
    emit(
      label(.leave, "preempt_enable()", nil, site),
      [Alternative(actions: [.subtract(atomicDepth.reference, 1)])])
  }

  /// Whether interrupts are off is a fact of the CPU: a handler counts in the task that it interrupts.
  private mutating func depth(of mode: InterruptMode) -> Variable? {
    let key: LocalKey
    switch mode {
    case .plain: return nil
    case .interruptsOff: key = .interruptsOff
    case .softInterruptsOff: key = .softInterruptsOff
    }
    if let interrupted {
      return Variable(name: mode.rawValue, reference: .foreign(task: interrupted, key))
    }
    return own(key, mode.rawValue)
  }
}

extension InterruptMode {
  func call(_ base: String) -> String {
    switch self {
    case .plain: base
    case .softInterruptsOff: base + "_bh"
    case .interruptsOff: base + "_irq"
    }
  }
}
