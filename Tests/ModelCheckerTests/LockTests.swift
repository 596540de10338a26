import ModelChecker
import Testing

@Suite struct LockTests {
  @Test func aMutexTakenTwiceByOneTaskIsADeadlock() throws {
    let result = try explore { builder in
      let lock = builder.mutex("lock")
      builder.task("task") {
        $0.lock(lock)
        $0.lock(lock)
      }
    }
    #expect(result.verdict.kind == .deadlock)
  }

  @Test func aTryLockNeverWaits() throws {
    let result = try explore { builder in
      let a = builder.mutex("a")
      let b = builder.mutex("b")
      builder.task("first") {
        $0.lock(a)
        $0.tryLock(b, taken: { $0.unlock(b) })
        $0.unlock(a)
      }
      builder.task("second") {
        $0.lock(b)
        $0.lock(a)
        $0.unlock(a)
        $0.unlock(b)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  /// One task holds what the other tries for, in every way of trying.
  @Test func everyTryFailsWhileItIsHeldAndSucceedsAfter() throws {
    let result = try explore { builder in
      let held = builder.variable("held")
      let semaphore = builder.readWriteSemaphore("rwsem")
      let lock = builder.readWriteLock("rwlock")
      let count = builder.semaphore("count", count: 1)
      builder.task("holder") {
        $0.lockRead(semaphore)
        $0.down(count)
        $0.lockRead(lock)
        $0.set(held, to: 1)
        $0.await(held.equals(2))
        $0.unlockRead(lock)
        $0.up(count)
        $0.unlockRead(semaphore)
        $0.set(held, to: 3)
      }
      builder.task("other") { task in
        typealias Part = (inout TaskBuilder) -> Void
        func tries(_ isFree: Bool, _ task: inout TaskBuilder) {
          let never: Part = { $0.check(.never) }
          let goOn: Part = { _ in }
          let parts: [Part] = [
            { $0.unlockWrite(semaphore) }, { $0.unlockWrite(lock) }, { $0.up(count) },
          ]
          let taken = parts.map { isFree ? $0 : never }
          let busy = isFree ? never : goOn
          task.tryLockWrite(semaphore, taken: taken[0], busy: busy)
          task.tryLockWrite(lock, taken: taken[1], busy: busy)
          task.tryDown(count, taken: taken[2], busy: busy)
          task.tryLockRead(lock, taken: { $0.unlockRead(lock) }, busy: never)
        }
        task.await(held.equals(1))
        tries(false, &task)
        task.set(held, to: 2)
        task.await(held.equals(3))
        tries(true, &task)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func unlockingWhatIsNotHeldIsAnAssertion() throws {
    let result = try explore { builder in
      let lock = builder.mutex("lock")
      builder.task("task") { $0.unlock(lock) }
    }
    #expect(result.verdict.kind == .assertion)
    #expect(result.verdict.failure?.schedule.steps.count == 1)
  }

  @Test func readersShareAndAWriterDoesNot() throws {
    let result = try explore { builder in
      let lock = builder.readWriteSemaphore("lock")
      let inside = builder.variable("inside")
      builder.task("reader", copies: 2) {
        $0.lockRead(lock)
        $0.check(inside.isClear)
        $0.unlockRead(lock)
      }
      builder.task("writer", copies: 2) {
        $0.lockWrite(lock)
        $0.check(inside.isClear)
        $0.set(inside, to: 1)
        $0.set(inside, to: 0)
        $0.unlockWrite(lock)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  /// A nested read lock is safe only while no writer queues in between.
  @Test(arguments: [false, true])
  func aQueuedWriterStopsTheSecondReadOfOneTask(hasWriter: Bool) throws {
    let result = try explore { builder in
      let lock = builder.readWriteSemaphore("lock")
      builder.task("reader") {
        $0.lockRead(lock)
        $0.lockRead(lock)
        $0.unlockRead(lock)
        $0.unlockRead(lock)
      }
      if hasWriter {
        builder.task("writer") {
          $0.lockWrite(lock)
          $0.unlockWrite(lock)
        }
      }
    }
    #expect(result.verdict.kind == (hasWriter ? .deadlock : nil))
    if hasWriter {
      #expect(
        result.verdict.failure?.schedule.lines
          == ["reader: down_read(lock)", "writer: down_write(lock): queues"])
    }
  }

  @Test func aReaderThatOnlyTriesFailsBehindAQueuedWriter() throws {
    let result = try explore { builder in
      let lock = builder.readWriteSemaphore("lock")
      let inside = builder.variable("inside")
      let queued = builder.variable("seen")
      builder.task("reader") {
        $0.lockRead(lock)
        $0.set(inside, to: 1)
        $0.await(lock.hasQueuedWriter)
        $0.tryLockRead(lock, taken: { $0.check(.never) }, busy: { $0.set(queued, to: 1) })
        $0.unlockRead(lock)
      }
      builder.task("writer") {
        $0.await(inside.isSet)
        $0.lockWrite(lock)
        $0.check(queued.isSet)
        $0.unlockWrite(lock)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func aDowngradeLetsReadersInButNoWriter() throws {
    let result = try explore { builder in
      let lock = builder.readWriteSemaphore("lock")
      let done = builder.completion("done")
      builder.task("writer") {
        $0.lockWrite(lock)
        $0.downgrade(lock)
        $0.wait(for: done)
        $0.unlockRead(lock)
      }
      builder.task("reader") {
        $0.lockRead(lock)
        $0.complete(done)
        $0.unlockRead(lock)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  /// qrwlock: an interrupt's reader passes a waiting writer, another CPU's does not.
  @Test(arguments: [ExecutionContext.irq, .process])
  func onlyReadersInInterruptsPassAWaitingWriter(context: ExecutionContext) throws {
    let result = try explore { builder in
      let lock = builder.readWriteLock("lock")
      let seen = builder.completion("seen")
      builder.task("holder") {
        $0.lockRead(lock)
        $0.await(seen.isDone)
        $0.unlockRead(lock)
      }
      builder.task("writer") {
        $0.lockWrite(lock)
        $0.unlockWrite(lock)
      }
      builder.task("reader", in: context) {
        $0.lockRead(lock)
        $0.complete(seen)
        $0.unlockRead(lock)
      }
    }
    #expect(result.verdict.kind == (context == .irq ? nil : .deadlock))
  }

  @Test(arguments: InterruptMode.allCases)
  func aLockSharedWithAnInterruptNeedsInterruptsOff(mode: InterruptMode) throws {
    let result = try explore { builder in
      let lock = builder.spinlock("lock")
      let task = builder.task("task") {
        $0.lock(lock, mode)
        $0.unlock(lock, mode)
      }
      builder.interrupt("irq", of: task) {
        $0.lock(lock)
        $0.unlock(lock)
      }
    }
    // Turning soft interrupts off does not keep a hard one away.
    #expect(result.verdict.kind == (mode == .interruptsOff ? nil : .deadlock))
  }

  @Test(arguments: InterruptMode.allCases)
  func aLockSharedWithASoftInterruptNeedsThoseOff(mode: InterruptMode) throws {
    let result = try explore { builder in
      let lock = builder.spinlock("lock")
      let task = builder.task("task") {
        $0.lock(lock, mode)
        $0.unlock(lock, mode)
      }
      builder.interrupt("softirq", of: task, soft: true) {
        $0.lock(lock)
        $0.unlock(lock)
      }
    }
    #expect(result.verdict.kind == (mode == .plain ? .deadlock : nil))
  }

  @Test func anInterruptMayInterruptASoftOneUnlessItTurnsThemOff() throws {
    func verdict(_ mode: InterruptMode) throws -> FailureKind? {
      try explore { builder in
        let lock = builder.spinlock("lock")
        let task = builder.task("task") { $0.skip() }
        builder.interrupt("softirq", of: task, soft: true) {
          $0.lock(lock, mode)
          $0.unlock(lock, mode)
        }
        builder.interrupt("irq", of: task) {
          $0.lock(lock)
          $0.unlock(lock)
        }
      }.verdict.kind
    }
    #expect(try verdict(.plain) == .deadlock)
    #expect(try verdict(.interruptsOff) == nil)
  }

  @Test func sleepingUnderASpinlockFailsEvenWhenNobodyIsInTheWay() throws {
    let result = try explore { builder in
      let spin = builder.spinlock("spin")
      let mutex = builder.mutex("mutex")
      builder.task("task") {
        $0.lock(spin)
        $0.lock(mutex)
        $0.unlock(mutex)
        $0.unlock(spin)
      }
    }
    #expect(result.verdict.kind == .sleepInAtomic)
    #expect(result.verdict.failure?.schedule.lines.last == "task: mutex_lock(mutex)")
  }

  @Test func spinningUnderASpinlockIsAllowed() throws {
    let result = try explore { builder in
      let outer = builder.spinlock("outer")
      let inner = builder.spinlock("inner")
      builder.task("task", copies: 2) {
        $0.lock(outer, .interruptsOff)
        $0.lock(inner)
        $0.unlock(inner)
        $0.unlock(outer, .interruptsOff)
        $0.mightSleep()
      }
    }
    #expect(result.verdict == .exhausted)
  }
}
