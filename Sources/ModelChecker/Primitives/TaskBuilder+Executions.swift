extension TaskBuilder {
  // MARK: Work

  /// `queue_work`: does nothing when the item is queued or being cancelled. A running item may be queued
  /// again.
  public mutating func queue(_ item: WorkItem, at site: Site? = nil) {
    let called = label(.queue, "queue_work(\(item.queue.name), \(item.name))", item.name, site)
    var actions: [DraftAction] = [.add(item.pending.reference, 1)]
    if item.queue.maxActive != nil {
      actions.append(.push(.work(item.queue.index), .constant(item.index + 1)))
    }
    if let free = item.free {
      emit(
        called,
        [
          Alternative(
            condition: free.isSet, actions: actions + [.subtract(free.reference, 1)]),
          Alternative(condition: free.isClear, failure: .overflow),
        ])
    } else {
      emit(
        called,
        [
          Alternative(
            condition: .all([item.pending.isClear, item.cancelling.isClear]), actions: actions),
          Alternative(condition: .any([item.pending.isSet, item.cancelling.isSet])),
        ])
    }
  }

  /// `flush_work`: sleeps until the instances that are queued or running now have ended. An item of
  /// several instances is waited for until it is idle.
  public mutating func flush(_ item: WorkItem, at site: Site? = nil) {
    let called = label(.flush, "flush_work(\(item.name))", item.name, site)
    note(item, called, sleeps: true)
    awaitFlush(of: item, called)
  }

  /// `flush_workqueue`, `drain_workqueue`, the wait of `destroy_workqueue`: the same for all its items.
  /// Items queued while the call begins may be waited for too.
  public mutating func flush(_ queue: WorkQueue, at site: Site? = nil) {
    let called = label(.flush, "flush_workqueue(\(queue.name))", queue.name, site)
    mightSleep(at: Site(called.text, function: called.function, payload: called.payload))
    let items = environment.items.filter { $0.queue == queue }
    for item in items { note(item, called, sleeps: false) }
    for item in items { awaitFlush(of: item, called) }
  }

  /// `cancel_work_sync`: takes a queued instance away, and sleeps until a running one has ended.
  ///
  /// Meanwhile nobody can queue it, not even itself. An item of several instances is flushed instead.
  public mutating func cancel(_ item: WorkItem, at site: Site? = nil) {
    guard item.free == nil else { return flush(item, at: site) }
    let called = label(.cancel, "cancel_work_sync(\(item.name))", item.name, site)
    let flushing = self.flushing(item)
    var drop: [DraftAction] = [
      .set(item.pending.reference, 0), .decrementEvery(.flushing(item.index)),
    ]
    if item.queue.maxActive != nil { drop.append(.remove(.work(item.queue.index), item.index + 1)) }
    let wait: [DraftAction] = [.set(flushing.reference, 1)]
    let begin: [DraftAction] = [.add(item.cancelling.reference, 1)]
    emit(
      called.renamed(called.text + ": starts"), sleeps: true,
      [
        Alternative(
          condition: .all([item.pending.isSet, item.running.isSet]), actions: begin + drop + wait),
        Alternative(
          condition: .all([item.pending.isSet, item.running.isClear]), actions: begin + drop),
        Alternative(
          condition: .all([item.pending.isClear, item.running.isSet]), actions: begin + wait),
        Alternative(condition: item.isIdle, actions: begin),
      ])
    emit(
      called,
      [
        Alternative(
          condition: flushing.isClear, actions: [.subtract(item.cancelling.reference, 1)])
      ])
  }

  private mutating func flushing(_ item: WorkItem) -> Variable {
    own(.flushing(item.index), "flushes \(item.name)")
  }

  private mutating func note(_ item: WorkItem, _ label: Label, sleeps: Bool) {
    guard item.free == nil else {
      if sleeps { mightSleep(at: Site(label.text, function: label.function)) }
      return
    }
    let flushing = self.flushing(item)
    let one: [DraftAction] = [.set(flushing.reference, 1)]
    emit(
      label.renamed(label.text + ": starts"), sleeps: sleeps,
      [
        Alternative(
          condition: .all([item.pending.isSet, item.running.isSet]),
          actions: [.set(flushing.reference, 2)]),
        Alternative(condition: .all([item.pending.isSet, item.running.isClear]), actions: one),
        Alternative(condition: .all([item.pending.isClear, item.running.isSet]), actions: one),
        Alternative(condition: item.isIdle),
      ])
  }

  private mutating func awaitFlush(of item: WorkItem, _ label: Label) {
    let ended = item.free == nil ? self.flushing(item).isClear : item.isIdle
    emit(label, [Alternative(condition: ended)])
  }

  // MARK: Timer

  /// `mod_timer`: it expires some time from now on.
  public mutating func start(_ timer: Timer, at site: Site? = nil) {
    emit(
      label(.queue, "mod_timer(\(timer.name))", timer.name, site),
      [Alternative(actions: [.set(timer.pending.reference, 1)])])
  }

  /// `del_timer`: does not wait for a function that is running.
  public mutating func delete(_ timer: Timer, at site: Site? = nil) {
    emit(
      label(.cancel, "del_timer(\(timer.name))", timer.name, site),
      [Alternative(actions: [.set(timer.pending.reference, 0)])])
  }

  /// `del_timer_sync`: spins until the function is not running, also where nothing may sleep.
  public mutating func deleteSync(_ timer: Timer, at site: Site? = nil) {
    emit(
      label(.flush, "del_timer_sync(\(timer.name))", timer.name, site),
      [
        Alternative(
          condition: timer.running.isClear, actions: [.set(timer.pending.reference, 0)])
      ])
  }

  // MARK: kthread

  /// `kthread_stop`: asks, wakes the thread from any wait queue, and sleeps until it has returned.
  public mutating func stop(_ thread: KernelThread, at site: Site? = nil) {
    let called = label(.flush, "kthread_stop(\(thread.name))", thread.name, site)
    emit(
      called.renamed(called.text + ": asks"), sleeps: true,
      [
        Alternative(actions: [.set(thread.stopping.reference, 1), .wakeThread(thread.index)])
      ])
    emit(called, [Alternative(condition: thread.exited.isSet)])
  }
}
