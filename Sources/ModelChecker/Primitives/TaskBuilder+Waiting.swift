extension TaskBuilder {
  // MARK: Semaphore

  /// `down`: sleeps until the count is above zero.
  public mutating func down(_ semaphore: CountingSemaphore, at site: Site? = nil) {
    emit(
      label(.wait, "down(\(semaphore.name))", semaphore.name, site), sleeps: true,
      [
        Alternative(
          condition: semaphore.count.isSet, actions: [.subtract(semaphore.count.reference, 1)])
      ])
  }

  /// `down_trylock`: never waits.
  public mutating func tryDown(
    _ semaphore: CountingSemaphore, at site: Site? = nil, taken: (inout TaskBuilder) -> Void,
    busy: (inout TaskBuilder) -> Void = { _ in }
  ) {
    attempt(
      label(.tryAcquire, "down_trylock(\(semaphore.name))", semaphore.name, site),
      when: semaphore.count.isSet, [.subtract(semaphore.count.reference, 1)], taken: taken,
      busy: busy)
  }

  /// `up`, from any context.
  public mutating func up(_ semaphore: CountingSemaphore, at site: Site? = nil) {
    emit(
      label(.signal, "up(\(semaphore.name))", semaphore.name, site),
      [Alternative(actions: [.add(semaphore.count.reference, 1)])])
  }

  // MARK: Completion

  /// `wait_for_completion`: sleeps until it is complete, and uses up one `complete`.
  public mutating func wait(for completion: Completion, at site: Site? = nil) {
    let all = Value.constant(Completion.all)
    emit(
      label(.wait, "wait_for_completion(\(completion.name))", completion.name, site),
      sleeps: true,
      [
        Alternative(
          condition: .all([completion.isDone, completion.done.differs(from: all)]),
          actions: [.subtract(completion.done.reference, 1)]),
        Alternative(condition: completion.done.equals(all)),
      ])
  }

  /// `complete`: lets one waiter through, now or later.
  public mutating func complete(_ completion: Completion, at site: Site? = nil) {
    let last = Value.constant(Completion.all - 1)
    emit(
      label(.signal, "complete(\(completion.name))", completion.name, site),
      [
        Alternative(
          condition: completion.done.isLess(than: last),
          actions: [.add(completion.done.reference, 1)]),
        Alternative(condition: completion.done.isAtLeast(last)),
      ])
  }

  /// `complete_all`: lets every waiter through until it is initialised again.
  public mutating func completeAll(_ completion: Completion, at site: Site? = nil) {
    emit(
      label(.signal, "complete_all(\(completion.name))", completion.name, site),
      [Alternative(actions: [.set(completion.done.reference, .constant(Completion.all))])])
  }

  /// `reinit_completion`: forgets what was complete.
  public mutating func reinitialise(_ completion: Completion, at site: Site? = nil) {
    emit(
      label(.assign, "reinit_completion(\(completion.name))", completion.name, site),
      [Alternative(actions: [.set(completion.done.reference, 0)])])
  }

  // MARK: Wait queue

  /// `wait_event`: goes on when the condition holds; else sleeps until it is woken, and looks again.
  ///
  /// - `timeout`: what happens when the wait may also time out; nil waits for ever.
  /// - `exclusive`: `wake_up` wakes one exclusive waiter, and all others.
  public mutating func wait(
    on queue: WaitQueue, until condition: Condition, exclusive: Bool = false,
    timeout: ((inout TaskBuilder) -> Void)? = nil, at site: Site? = nil
  ) {
    let waiting = flag(for: queue, exclusive: exclusive)
    let called = label(.wait, "wait_event(\(queue.name))", queue.name, site)
    let top = here
    let end = newLocation()
    emit(
      called, sleeps: true,
      [
        Alternative(condition: condition, target: end),
        Alternative(
          condition: condition.negated, actions: [.set(waiting.reference, 1)],
          text: called.text + ": sleeps"),
      ])
    let expired = newLocation()
    var wakeUps = [
      Alternative(
        condition: waiting.isClear, target: top, expectation: condition)
    ]
    if timeout != nil {
      wakeUps.append(
        Alternative(
          actions: [.set(waiting.reference, 0)], target: expired, text: called.text + ": times out")
      )
    }
    emit(called, wakeUps)
    if let timeout {
      here = expired
      timeout(&self)
      join(here, end)
    }
    here = resolve(end)
  }

  /// `prepare_to_wait`: from here on a wake-up counts. The condition is to be checked after it.
  public mutating func prepareToWait(
    on queue: WaitQueue, exclusive: Bool = false, at site: Site? = nil
  ) {
    prepareToWait(on: queue, unless: .never, exclusive: exclusive, at: site) { _ in }
  }

  /// `__add_wait_queue` under the queue's own lock, which is held since the condition was looked at:
  /// looking and beginning to wait are one step. `holding` is what follows when it holds.
  public mutating func prepareToWait(
    on queue: WaitQueue, unless condition: Condition, exclusive: Bool = false,
    at site: Site? = nil, holding: (inout TaskBuilder) -> Void
  ) {
    let waiting = flag(for: queue, exclusive: exclusive)
    let held = newLocation()
    emit(
      label(.arm, "prepare_to_wait(\(queue.name))", queue.name, site),
      [
        Alternative(condition: condition, target: held, text: "holds already", operation: .branch),
        Alternative(condition: condition.negated, actions: [.set(waiting.reference, 1)]),
      ])
    let end = here
    here = held
    holding(&self)
    join(here, end)
    here = resolve(end)
  }

  /// `schedule` after ``prepareToWait(on:exclusive:at:)``: sleeps until woken since then.
  ///
  /// `expectation`: the condition waited for, only to tell a lost wake-up from a deadlock.
  public mutating func schedule(
    on queue: WaitQueue, exclusive: Bool = false, expecting expectation: Condition? = nil,
    at site: Site? = nil
  ) {
    let waiting = flag(for: queue, exclusive: exclusive)
    emit(
      label(.wait, "schedule()", queue.name, site), sleeps: true,
      [Alternative(condition: waiting.isClear, expectation: expectation)])
  }

  /// `finish_wait`.
  public mutating func finishWait(
    on queue: WaitQueue, exclusive: Bool = false, at site: Site? = nil
  ) {
    let waiting = flag(for: queue, exclusive: exclusive)
    emit(
      label(.disarm, "finish_wait(\(queue.name))", queue.name, site),
      [Alternative(actions: [.set(waiting.reference, 0)])])
  }

  /// `wake_up`: everyone who waits, but only one of those that wait exclusively.
  public mutating func wakeUp(_ queue: WaitQueue, at site: Site? = nil) {
    emit(
      label(.signal, "wake_up(\(queue.name))", queue.name, site),
      [
        Alternative(
          actions: [.setEvery(.waiting(queue.index), 0)], wakesOne: .exclusive(queue.index))
      ])
  }

  /// `wake_up_all`.
  public mutating func wakeUpAll(_ queue: WaitQueue, at site: Site? = nil) {
    emit(
      label(.signal, "wake_up_all(\(queue.name))", queue.name, site),
      [
        Alternative(actions: [
          .setEvery(.waiting(queue.index), 0), .setEvery(.exclusive(queue.index), 0),
        ])
      ])
  }

  private mutating func flag(for queue: WaitQueue, exclusive: Bool) -> Variable {
    exclusive
      ? own(.exclusive(queue.index), "exclusive on \(queue.name)")
      : own(.waiting(queue.index), "waits on \(queue.name)")
  }
}
