import ModelChecker
import Testing

@Suite struct WaitingTests {
  /// Looking and beginning to wait are one step: no wake-up falls between.
  @Test(arguments: [true, false])
  func aConditionLookedAtUnderTheQueuesLockLosesNoWakeUp(isOneStep: Bool) throws {
    let result = try explore { builder in
      let done = builder.variable("done")
      let queue = builder.waitQueue("queue")
      builder.task("waiter") { task in
        let end = task.newPlace()
        if isOneStep {
          task.prepareToWait(on: queue, unless: done.isSet) { $0.jump(to: end) }
        } else {
          task.branch(if: done.isSet, then: { $0.jump(to: end) })
          task.prepareToWait(on: queue)
        }
        task.schedule(on: queue, expecting: done.isSet)
        task.put(end)
      }
      builder.task("waker") {
        $0.set(done, to: 1)
        $0.wakeUp(queue)
      }
    }
    #expect(result.verdict.kind == (isOneStep ? nil : .lostWakeUp))
  }

  @Test func aSemaphoreLetsAsManyInAsItCounts() throws {
    let result = try explore { builder in
      let semaphore = builder.semaphore("s", count: 2)
      let inside = builder.variable("inside")
      builder.task("task", copies: 3) {
        $0.down(semaphore)
        $0.add(1, to: inside)
        $0.check(inside.isLess(than: 3))
        $0.subtract(1, from: inside)
        $0.up(semaphore)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func downWithoutUpIsADeadlock() throws {
    let result = try explore { builder in
      let semaphore = builder.semaphore("s", count: 1)
      builder.task("task", copies: 2) { $0.down(semaphore) }
    }
    #expect(result.verdict.kind == .deadlock)
    #expect(result.verdict.failure?.stuck.count == 1)
  }

  @Test func completeLetsOneThroughAndCompleteAllEverybody() throws {
    func verdict(_ signal: @escaping (inout TaskBuilder, Completion) -> Void) throws
      -> FailureKind?
    {
      try explore { builder in
        let done = builder.completion("done")
        builder.task("waiter", copies: 2) { $0.wait(for: done) }
        builder.task("signaller") { signal(&$0, done) }
      }.verdict.kind
    }
    #expect(try verdict { $0.complete($1) } == .deadlock)
    #expect(
      try verdict {
        $0.complete($1)
        $0.complete($1)
      } == nil)
    #expect(try verdict { $0.completeAll($1) } == nil)
    #expect(
      try verdict {
        $0.completeAll($1)
        $0.reinitialise($1)
      } == .deadlock)
  }

  @Test func aCompletionBeforeTheWaitIsNotLost() throws {
    let result = try explore { builder in
      let done = builder.completion("done")
      builder.task("task") {
        $0.complete(done)
        $0.wait(for: done)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func waitEventSeesAConditionThatChangesBeforeItSleeps() throws {
    let result = try explore { builder in
      let queue = builder.waitQueue("queue")
      let ready = builder.variable("ready")
      builder.task("waiter", copies: 2) { $0.wait(on: queue, until: ready.isSet) }
      builder.task("waker") {
        $0.set(ready, to: 1)
        $0.wakeUp(queue)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func checkingBeforePreparingLosesTheWakeUp() throws {
    func verdict(prepareFirst: Bool) throws -> FailureKind? {
      try explore { builder in
        let queue = builder.waitQueue("queue")
        let ready = builder.variable("ready")
        builder.task("waiter") { task in
          if prepareFirst { task.prepareToWait(on: queue) }
          task.branch(
            if: ready.isClear,
            then: {
              if !prepareFirst { $0.prepareToWait(on: queue) }
              $0.schedule(on: queue, expecting: ready.isSet)
            })
          task.finishWait(on: queue)
        }
        builder.task("waker") {
          $0.set(ready, to: 1)
          $0.wakeUp(queue)
        }
      }.verdict.kind
    }
    #expect(try verdict(prepareFirst: false) == .lostWakeUp)
    #expect(try verdict(prepareFirst: true) == nil)
  }

  @Test func wakingBeforeChangingTheConditionLosesTheWakeUp() throws {
    let result = try explore { builder in
      let queue = builder.waitQueue("queue")
      let ready = builder.variable("ready")
      builder.task("waiter") { $0.wait(on: queue, until: ready.isSet) }
      builder.task("waker") {
        $0.wakeUp(queue)
        $0.set(ready, to: 1)
      }
    }
    #expect(result.verdict.kind == .lostWakeUp)
  }

  @Test func wakeUpWakesOneExclusiveWaiterAndWakeUpAllEach() throws {
    func verdict(all: Bool) throws -> FailureKind? {
      try explore { builder in
        let queue = builder.waitQueue("queue")
        let ready = builder.variable("ready")
        builder.task("waiter", copies: 2) {
          $0.wait(on: queue, until: ready.isSet, exclusive: true)
        }
        builder.task("waker") {
          $0.set(ready, to: 1)
          if all { $0.wakeUpAll(queue) } else { $0.wakeUp(queue) }
        }
      }.verdict.kind
    }
    #expect(try verdict(all: false) == .lostWakeUp)
    #expect(try verdict(all: true) == nil)
  }

  @Test func aWaitThatTimesOutIsNeverStuck() throws {
    let result = try explore { builder in
      let queue = builder.waitQueue("queue")
      let ready = builder.variable("ready")
      builder.task("waiter") { $0.wait(on: queue, until: ready.isSet, timeout: { _ in }) }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func aTimeOutThatOnlyTriesAgainIsAWaitForEver() throws {
    // No state is stuck, as the task keeps moving: what a model must not do is call that an end.
    let result = try explore { builder in
      let queue = builder.waitQueue("queue")
      let ready = builder.variable("ready")
      builder.task("waiter") { task in
        task.loop(while: ready.isClear) {
          $0.wait(on: queue, until: ready.isSet, timeout: { _ in })
        }
        task.check(.never)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func clearingABitWithoutWakingLosesTheWakeUp() throws {
    func verdict(wakes: Bool) throws -> FailureKind? {
      try explore { builder in
        let bit = builder.bit("B_READING", initiallySet: true)
        builder.task("waiter") { $0.waitOnBit(bit) }
        builder.task("end_io") {
          $0.clearBit(bit)
          if wakes { $0.wakeUpBit(bit) }
        }
      }.verdict.kind
    }
    #expect(try verdict(wakes: false) == .lostWakeUp)
    #expect(try verdict(wakes: true) == nil)
  }

  @Test func anybodyMayUnlockAPage() throws {
    let result = try explore { builder in
      let page = builder.bit("page")
      builder.task("reader", copies: 2) { $0.lockBit(page) }
      builder.task("end_io") { task in
        for _ in 0..<2 {
          task.await(page.isSet)
          task.clearBitAndWake(page)
        }
      }
    }
    #expect(result.verdict == .exhausted)
  }
}
