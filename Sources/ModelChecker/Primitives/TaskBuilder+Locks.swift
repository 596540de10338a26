extension TaskBuilder {
  // MARK: Mutex

  /// `mutex_lock`: sleeps until nobody holds it.
  public mutating func lock(_ mutex: Mutex, at site: Site? = nil) {
    emit(
      label(.acquire, "mutex_lock(\(mutex.name))", mutex.name, site), sleeps: true,
      [Alternative(condition: mutex.isFree, actions: [.set(mutex.held.reference, 1)])])
  }

  /// `mutex_unlock`; fails as an assertion when it is not held.
  public mutating func unlock(_ mutex: Mutex, at site: Site? = nil) {
    emit(
      label(.release, "mutex_unlock(\(mutex.name))", mutex.name, site),
      [
        Alternative(condition: mutex.held.isSet, actions: [.set(mutex.held.reference, 0)]),
        Alternative(condition: mutex.isFree, failure: .assertion),
      ])
  }

  /// `mutex_trylock`: never waits; one part or the other follows.
  public mutating func tryLock(
    _ mutex: Mutex, at site: Site? = nil, taken: (inout TaskBuilder) -> Void,
    busy: (inout TaskBuilder) -> Void = { _ in }
  ) {
    attempt(
      label(.tryAcquire, "mutex_trylock(\(mutex.name))", mutex.name, site), when: mutex.isFree,
      [.set(mutex.held.reference, 1)], taken: taken, busy: busy)
  }

  // MARK: rw_semaphore

  /// `down_read`: sleeps while a writer holds it or waits for it.
  public mutating func lockRead(_ semaphore: ReadWriteSemaphore, at site: Site? = nil) {
    emit(
      label(.acquire, "down_read(\(semaphore.name))", semaphore.name, site), sleeps: true,
      [
        Alternative(
          condition: semaphore.admitsReader, actions: [.add(semaphore.readers.reference, 1)])
      ])
  }

  /// `up_read`; fails as an assertion when no reader holds it.
  public mutating func unlockRead(_ semaphore: ReadWriteSemaphore, at site: Site? = nil) {
    emit(
      label(.release, "up_read(\(semaphore.name))", semaphore.name, site),
      [
        Alternative(
          condition: semaphore.readers.isSet,
          actions: [.subtract(semaphore.readers.reference, 1)]),
        Alternative(condition: semaphore.readers.isClear, failure: .assertion),
      ])
  }

  /// `down_read_trylock`: fails also while a writer waits.
  public mutating func tryLockRead(
    _ semaphore: ReadWriteSemaphore, at site: Site? = nil, taken: (inout TaskBuilder) -> Void,
    busy: (inout TaskBuilder) -> Void = { _ in }
  ) {
    attempt(
      label(.tryAcquire, "down_read_trylock(\(semaphore.name))", semaphore.name, site),
      when: semaphore.admitsReader, [.add(semaphore.readers.reference, 1)], taken: taken,
      busy: busy)
  }

  /// `down_write`: enters at once when nobody is inside, else queues, and from then on no new
  /// reader enters.
  public mutating func lockWrite(_ semaphore: ReadWriteSemaphore, at site: Site? = nil) {
    acquireWrite(
      label(.acquire, "down_write(\(semaphore.name))", semaphore.name, site), sleeps: true,
      readers: semaphore.readers, writer: semaphore.writer, waiting: semaphore.waitingWriters, [])
  }

  /// `down_write_trylock`: enters only when nobody is inside, and queues nowhere.
  public mutating func tryLockWrite(
    _ semaphore: ReadWriteSemaphore, at site: Site? = nil, taken: (inout TaskBuilder) -> Void,
    busy: (inout TaskBuilder) -> Void = { _ in }
  ) {
    attempt(
      label(.tryAcquire, "down_write_trylock(\(semaphore.name))", semaphore.name, site),
      when: semaphore.admitsWriter,
      [.set(semaphore.writer.reference, 1)], taken: taken, busy: busy)
  }

  /// `up_write`; fails as an assertion when no writer holds it.
  public mutating func unlockWrite(_ semaphore: ReadWriteSemaphore, at site: Site? = nil) {
    emit(
      label(.release, "up_write(\(semaphore.name))", semaphore.name, site),
      [
        Alternative(
          condition: semaphore.writer.isSet, actions: [.set(semaphore.writer.reference, 0)]),
        Alternative(condition: semaphore.writer.isClear, failure: .assertion),
      ])
  }

  /// `downgrade_write`: the writer becomes a reader without letting go.
  public mutating func downgrade(_ semaphore: ReadWriteSemaphore, at site: Site? = nil) {
    emit(
      label(.release, "downgrade_write(\(semaphore.name))", semaphore.name, site),
      [
        Alternative(
          condition: semaphore.writer.isSet,
          actions: [
            .set(semaphore.writer.reference, 0), .add(semaphore.readers.reference, 1),
          ]), Alternative(condition: semaphore.writer.isClear, failure: .assertion),
      ])
  }

  // MARK: rwlock_t

  /// `read_lock`: spins while a writer holds it, and outside interrupts also while one waits.
  public mutating func lockRead(_ lock: ReadWriteLock, at site: Site? = nil) {
    let isInterrupt = context == .irq || context == .softirq || context == .timer
    let admitted = isInterrupt ? lock.writer.isClear : lock.admitsReader
    emit(
      label(.acquire, "read_lock(\(lock.name))", lock.name, site),
      [
        Alternative(
          condition: admitted,
          actions: [.add(lock.readers.reference, 1), .add(atomicDepth.reference, 1)])
      ])
  }

  /// `read_trylock`: fails while a writer holds it or waits.
  public mutating func tryLockRead(
    _ lock: ReadWriteLock, at site: Site? = nil, taken: (inout TaskBuilder) -> Void,
    busy: (inout TaskBuilder) -> Void = { _ in }
  ) {
    attempt(
      label(.tryAcquire, "read_trylock(\(lock.name))", lock.name, site), when: lock.admitsReader,
      [.add(lock.readers.reference, 1), .add(atomicDepth.reference, 1)], taken: taken, busy: busy)
  }

  /// `write_trylock`: never spins.
  public mutating func tryLockWrite(
    _ lock: ReadWriteLock, at site: Site? = nil, taken: (inout TaskBuilder) -> Void,
    busy: (inout TaskBuilder) -> Void = { _ in }
  ) {
    attempt(
      label(.tryAcquire, "write_trylock(\(lock.name))", lock.name, site),
      when: lock.admitsWriter,
      [.set(lock.writer.reference, 1), .add(atomicDepth.reference, 1)], taken: taken, busy: busy)
  }

  /// `read_unlock`; fails as an assertion when no reader holds it.
  public mutating func unlockRead(_ lock: ReadWriteLock, at site: Site? = nil) {
    emit(
      label(.release, "read_unlock(\(lock.name))", lock.name, site),
      [
        Alternative(
          condition: lock.readers.isSet,
          actions: [.subtract(lock.readers.reference, 1), .subtract(atomicDepth.reference, 1)]),
        Alternative(condition: lock.readers.isClear, failure: .assertion),
      ])
  }

  /// `write_lock`: spins while anybody holds it.
  public mutating func lockWrite(_ lock: ReadWriteLock, at site: Site? = nil) {
    acquireWrite(
      label(.acquire, "write_lock(\(lock.name))", lock.name, site), sleeps: false,
      readers: lock.readers, writer: lock.writer, waiting: lock.waitingWriters,
      [.add(atomicDepth.reference, 1)])
  }

  /// `write_unlock`; fails as an assertion when no writer holds it.
  public mutating func unlockWrite(_ lock: ReadWriteLock, at site: Site? = nil) {
    emit(
      label(.release, "write_unlock(\(lock.name))", lock.name, site),
      [
        Alternative(
          condition: lock.writer.isSet,
          actions: [.set(lock.writer.reference, 0), .subtract(atomicDepth.reference, 1)]),
        Alternative(condition: lock.writer.isClear, failure: .assertion),
      ])
  }

  // MARK: Shared parts

  private mutating func acquireWrite(
    _ label: Label, sleeps: Bool, readers: Variable, writer: Variable, waiting: Variable,
    _ more: [DraftAction]
  ) {
    let free = Condition.all([writer.isClear, readers.isClear])
    let entered = newLocation()
    emit(
      label, sleeps: sleeps,
      [
        Alternative(
          condition: free, actions: [.set(writer.reference, 1)] + more, target: entered),
        Alternative(
          condition: free.negated, actions: [.add(waiting.reference, 1)],
          text: label.text + ": queues"),
      ])
    emit(
      label,
      [
        Alternative(
          condition: free,
          actions: [.subtract(waiting.reference, 1), .set(writer.reference, 1)] + more)
      ])
    join(entered, here)
    here = resolve(here)
  }

  mutating func attempt(
    _ label: Label, when condition: Condition, _ actions: [DraftAction],
    taken: (inout TaskBuilder) -> Void, busy: (inout TaskBuilder) -> Void
  ) {
    let first = newLocation()
    let second = newLocation()
    emit(
      label,
      [
        Alternative(condition: condition, actions: actions, target: first),
        Alternative(condition: condition.negated, target: second, text: label.text + ": fails"),
      ])
    let end = here
    here = first
    taken(&self)
    join(here, end)
    here = second
    busy(&self)
    join(here, end)
    here = resolve(end)
  }
}
