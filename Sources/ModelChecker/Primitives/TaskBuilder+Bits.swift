extension TaskBuilder {
  /// `lock_page`, `folio_lock`, `bit_spin_lock`'s sleeping cousin `wait_on_bit_lock`: sleeps until the
  /// bit is clear, and sets it.
  public mutating func lockBit(_ bit: StateBit, at site: Site? = nil) {
    emit(
      label(.acquire, "lock_page(\(bit.name))", bit.name, site), sleeps: true,
      [Alternative(condition: bit.isClear, actions: [.set(bit.value.reference, 1)])])
  }

  /// `trylock_page`, `test_and_set_bit`: never waits.
  public mutating func tryLockBit(
    _ bit: StateBit, at site: Site? = nil, taken: (inout TaskBuilder) -> Void,
    busy: (inout TaskBuilder) -> Void = { _ in }
  ) {
    attempt(
      label(.tryAcquire, "trylock_page(\(bit.name))", bit.name, site), when: bit.isClear,
      [.set(bit.value.reference, 1)], taken: taken, busy: busy)
  }

  /// `set_bit`, `set_page_writeback`.
  public mutating func setBit(_ bit: StateBit, at site: Site? = nil) {
    emit(
      label(.assign, "set_bit(\(bit.name))", bit.name, site),
      [Alternative(actions: [.set(bit.value.reference, 1)])])
  }

  /// `unlock_page`, `end_page_writeback`, `clear_and_wake_up_bit`: clears it and wakes who waits.
  public mutating func clearBitAndWake(_ bit: StateBit, at site: Site? = nil) {
    emit(
      label(.signal, "clear_and_wake_up_bit(\(bit.name))", bit.name, site),
      [
        Alternative(actions: [
          .set(bit.value.reference, 0), .setEvery(.waiting(bit.queue.index), 0),
        ])
      ])
  }

  /// `clear_bit` alone: who sleeps on the bit stays asleep.
  public mutating func clearBit(_ bit: StateBit, at site: Site? = nil) {
    emit(
      label(.assign, "clear_bit(\(bit.name))", bit.name, site),
      [Alternative(actions: [.set(bit.value.reference, 0)])])
  }

  /// `wake_up_bit`: who sleeps on the bit looks again.
  public mutating func wakeUpBit(_ bit: StateBit, at site: Site? = nil) {
    emit(
      label(.signal, "wake_up_bit(\(bit.name))", bit.name, site),
      [Alternative(actions: [.setEvery(.waiting(bit.queue.index), 0)])])
  }

  /// `wait_on_bit`, `wait_on_page_writeback`: sleeps until the bit is clear and somebody wakes it.
  public mutating func waitOnBit(_ bit: StateBit, at site: Site? = nil) {
    let site = Site(
      site?.text ?? "wait_on_bit(\(bit.name))", function: site?.function, payload: site?.payload)
    wait(on: bit.queue, until: bit.isClear, at: site)
  }
}
