import ModelChecker
import Testing

@Suite struct ExecutionTests {
  // MARK: RCU

  @Test(arguments: [false, true])
  func onlySRCUReadersMaySleep(isSleepable: Bool) throws {
    let result = try explore { builder in
      let domain = builder.rcu("domain", isSleepable: isSleepable)
      builder.task("reader") {
        $0.readLock(domain)
        $0.readLock(domain)
        $0.readUnlock(domain)
        $0.mightSleep()
        $0.readUnlock(domain)
      }
    }
    #expect(result.verdict.kind == (isSleepable ? nil : .sleepInAtomic))
  }

  @Test func aGracePeriodWaitsForTheReadersInsideAndNoOthers() throws {
    // The second reader enters after the grace period began and leaves only when it is over.
    let result = try explore { builder in
      let rcu = builder.rcu("rcu", isSleepable: true)
      let inside = builder.completion("inside")
      let over = builder.completion("over")
      let object = builder.object("object")
      let listed = builder.variable("listed", initial: 1)
      builder.task("early reader", copies: 2) { task in
        task.readLock(rcu)
        task.branch(if: listed.isSet, then: { $0.use(object) })
        task.readUnlock(rcu)
      }
      builder.task("late reader") {
        $0.await(listed.isClear)
        $0.readLock(rcu)
        $0.complete(inside)
        $0.readUnlock(rcu)
        $0.wait(for: over)
      }
      builder.task("updater") {
        $0.set(listed, to: 0)
        $0.synchronize(rcu)
        $0.free(object)
        $0.complete(over)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func withoutAGracePeriodTheReaderUsesAFreedObject() throws {
    let result = try explore { builder in
      let rcu = builder.rcu()
      let object = builder.object("object")
      let listed = builder.variable("listed", initial: 1)
      builder.task("reader") { task in
        task.readLock(rcu)
        task.branch(if: listed.isSet, then: { $0.use(object) })
        task.readUnlock(rcu)
      }
      builder.task("updater") {
        $0.set(listed, to: 0)
        $0.free(object)
      }
    }
    #expect(result.verdict.kind == .useAfterFree)
  }

  @Test(arguments: [false, true])
  func callRCUFreesAfterAGracePeriodAndBarrierWaitsForIt(hasBarrier: Bool) throws {
    let result = try explore { builder in
      let rcu = builder.rcu()
      let object = builder.object("object")
      let listed = builder.variable("listed", initial: 1)
      let callback = builder.callback("free_rcu", in: rcu)
      builder.body(of: callback) { $0.free(object) }
      builder.task("reader") { task in
        task.readLock(rcu)
        task.branch(if: listed.isSet, then: { $0.use(object) })
        task.readUnlock(rcu)
      }
      builder.task("updater") {
        $0.set(listed, to: 0)
        $0.call(callback)
        if hasBarrier { $0.barrier(rcu) }
        $0.check(object.isFreed)
      }
    }
    #expect(result.verdict.kind == (hasBarrier ? nil : .assertion))
  }

  @Test func synchronisingInsideOnesOwnSRCUSectionNeverEnds() throws {
    let result = try explore { builder in
      let srcu = builder.rcu("srcu", isSleepable: true)
      builder.task("task") {
        $0.readLock(srcu)
        $0.synchronize(srcu)
        $0.readUnlock(srcu)
      }
    }
    #expect(result.verdict.kind == .deadlock)
  }

  // MARK: Work

  @Test(arguments: [1, 2])
  func anOrderedQueueRunsOneItemAfterTheOther(maxActive: Int) throws {
    let result = try explore { builder in
      let queue = builder.workQueue("queue", maxActive: maxActive)
      let first = builder.workItem("first", on: queue)
      let second = builder.workItem("second", on: queue)
      let done = builder.completion("done")
      builder.body(of: first) { $0.wait(for: done) }
      builder.body(of: second) { $0.complete(done) }
      builder.task("task") {
        $0.queue(first)
        $0.queue(second)
      }
    }
    #expect(result.verdict.kind == (maxActive == 1 ? .deadlock : nil))
  }

  @Test func itemsOfABoundedQueueStartInTheOrderOfQueueing() throws {
    let result = try explore { builder in
      let queue = builder.workQueue("queue", maxActive: 1)
      let first = builder.workItem("first", on: queue)
      let second = builder.workItem("second", on: queue)
      let ran = builder.variable("ran")
      builder.body(of: first) { $0.set(ran, to: 1) }
      builder.body(of: second) { $0.check(ran.isSet) }
      builder.task("task") {
        $0.queue(first)
        $0.queue(second)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func oneItemNeverRunsTwiceAtOnceAndIsQueuedOnce() throws {
    let result = try explore { builder in
      let queue = builder.workQueue("queue")
      let item = builder.workItem("item", on: queue)
      let inside = builder.variable("inside")
      builder.body(of: item) {
        $0.add(1, to: inside)
        $0.check(inside.equals(1))
        $0.subtract(1, from: inside)
      }
      builder.task("task", copies: 2) {
        $0.queue(item)
        $0.queue(item)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func instancesOfAnItemRunAtOnceAndOneTooManyIsAnOverflow() throws {
    func result(submitters: Int) throws -> Exploration {
      try explore { builder in
        let queue = builder.workQueue("queue")
        let item = builder.workItem("item", on: queue, instances: 2)
        let inside = builder.variable("inside")
        builder.body(of: item) {
          $0.add(1, to: inside)
          $0.await(inside.equals(2))
        }
        builder.task("task", copies: submitters) { $0.queue(item) }
      }
    }
    #expect(try result(submitters: 2).verdict == .exhausted)
    #expect(try result(submitters: 1).verdict.kind == .deadlock)
    #expect(try result(submitters: 3).verdict.kind == .overflow)
  }

  @Test func flushWaitsForWhatIsQueuedNowAndNotForEver() throws {
    let result = try explore { builder in
      let queue = builder.workQueue("queue")
      let item = builder.workItem("item", on: queue)
      let flushed = builder.variable("flushed")
      let ran = builder.variable("ran")
      // It queues itself again and again until the flush has returned.
      builder.body(of: item) { task in
        task.set(ran, to: 1)
        task.branch(if: flushed.isClear, then: { $0.queue(item) })
      }
      builder.task("task") {
        $0.queue(item)
        $0.flush(item)
        $0.check(ran.isSet)
        $0.set(flushed, to: 1)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func flushingUnderALockThatTheItemTakesIsADeadlock() throws {
    func kind(_ wait: @escaping (inout TaskBuilder, WorkItem, WorkQueue) -> Void) throws
      -> FailureKind?
    {
      try explore(reduction: .all) { builder in
        let queue = builder.workQueue("queue", maxActive: 1)
        let item = builder.workItem("item", on: queue)
        let lock = builder.mutex("lock")
        builder.body(of: item) {
          $0.lock(lock)
          $0.unlock(lock)
        }
        builder.task("task") {
          $0.queue(item)
          $0.lock(lock)
          wait(&$0, item, queue)
          $0.unlock(lock)
        }
      }.verdict.kind
    }
    #expect(try kind { task, item, _ in task.flush(item) } == .deadlock)
    #expect(try kind { task, _, queue in task.flush(queue) } == .deadlock)
    #expect(try kind { task, item, _ in task.cancel(item) } == .deadlock)
    #expect(try kind { _, _, _ in } == nil)
  }

  @Test func anItemThatFlushesItselfNeverEnds() throws {
    let result = try explore { builder in
      let queue = builder.workQueue("queue")
      let item = builder.workItem("item", on: queue)
      builder.body(of: item) { $0.flush(item) }
      builder.task("task") { $0.queue(item) }
    }
    #expect(result.verdict.kind == .deadlock)
  }

  @Test func cancelTakesAQueuedItemAway() throws {
    let result = try explore { builder in
      let queue = builder.workQueue("queue", maxActive: 1)
      let blocked = builder.workItem("blocked", on: queue)
      let item = builder.workItem("item", on: queue)
      let go = builder.completion("go")
      builder.body(of: blocked) { $0.wait(for: go) }
      builder.body(of: item) { $0.check(.never) }
      builder.task("task") {
        $0.queue(blocked)
        $0.queue(item)
        $0.cancel(item)
        $0.complete(go)
        $0.flush(queue)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func anItemThatQueuesItselfIsGoneAfterCancelButNotAfterFlush() throws {
    func kind(_ wait: @escaping (inout TaskBuilder, WorkItem) -> Void) throws -> FailureKind? {
      try explore { builder in
        let queue = builder.workQueue("queue")
        let item = builder.workItem("item", on: queue)
        let object = builder.object("object")
        builder.body(of: item) {
          $0.use(object)
          $0.queue(item)
        }
        builder.task("task") {
          $0.queue(item)
          wait(&$0, item)
          $0.free(object)
        }
      }.verdict.kind
    }
    #expect(try kind { $0.cancel($1) } == nil)
    #expect(try kind { $0.flush($1) } == .useAfterFree)
  }

  // MARK: Timers and threads

  @Test(arguments: [false, true])
  func deletingATimerUnderALockThatItTakesIsADeadlock(waits: Bool) throws {
    let result = try explore { builder in
      let lock = builder.spinlock("lock")
      let timer = builder.timer("timer")
      builder.body(of: timer) {
        $0.lock(lock)
        $0.unlock(lock)
      }
      builder.task("task") {
        $0.start(timer)
        $0.lock(lock)
        if waits { $0.deleteSync(timer) } else { $0.delete(timer) }
        $0.unlock(lock)
      }
    }
    #expect(result.verdict.kind == (waits ? .deadlock : nil))
  }

  @Test func nothingSleepsInATimer() throws {
    let result = try explore { builder in
      let timer = builder.timer("timer")
      let lock = builder.mutex("lock")
      builder.body(of: timer) { $0.lock(lock) }
      builder.task("task") { $0.start(timer) }
    }
    #expect(result.verdict.kind == .sleepInAtomic)
  }

  @Test func stoppingAThreadWakesItFromItsQueue() throws {
    let result = try explore { builder in
      let thread = builder.kernelThread("thread")
      let queue = builder.waitQueue("queue")
      let work = builder.variable("work")
      builder.body(of: thread) {
        $0.wait(on: queue, until: .any([work.isSet, thread.shouldStop]))
      }
      builder.task("task") { $0.stop(thread) }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func stoppingAThreadUnderALockThatItTakesIsADeadlock() throws {
    let result = try explore { builder in
      let thread = builder.kernelThread("thread")
      let lock = builder.mutex("lock")
      builder.body(of: thread) {
        $0.lock(lock)
        $0.unlock(lock)
      }
      builder.task("task") {
        $0.lock(lock)
        $0.stop(thread)
        $0.unlock(lock)
      }
    }
    #expect(result.verdict.kind == .deadlock)
  }

  @Test func declarationsWithoutBodiesAreErrors() {
    #expect(throws: ProgramError.missingBody(name: "item")) {
      try program { builder in
        let queue = builder.workQueue("queue")
        _ = builder.workItem("item", on: queue)
        builder.task("task") { $0.skip() }
      }
    }
    #expect(throws: ProgramError.empty) { try program { _ in } }
    #expect(throws: ProgramError.tooManyLocations(task: "task", count: 301)) {
      try program { builder in
        builder.task("task") { task in for _ in 0..<300 { task.skip() } }
      }
    }
    #expect(throws: ProgramError.valueOutOfRange(name: "x", value: 256)) {
      try program { builder in
        _ = builder.variable("x", initial: 256)
        builder.task("task") { $0.skip() }
      }
    }
    #expect(throws: ProgramError.interruptOfCopies(task: "task")) {
      try program { builder in
        let task = builder.task("task", copies: 2) { $0.skip() }
        builder.interrupt("irq", of: task) { $0.skip() }
      }
    }
  }
}
