import ModelChecker
import Testing

@Suite struct ExplorerTests {
  @Test func oppositeLockOrdersDeadlockAfterTwoSteps() throws {
    let result = try explore { builder in
      let a = builder.mutex("a")
      let b = builder.mutex("b")
      builder.task("first") {
        $0.lock(a)
        $0.lock(b)
        $0.unlock(b)
        $0.unlock(a)
      }
      builder.task("second") {
        $0.lock(b)
        $0.lock(a)
        $0.unlock(a)
        $0.unlock(b)
      }
    }
    let failure = try #require(result.verdict.failure)
    #expect(failure.kind == .deadlock)
    #expect(failure.isShortest)
    #expect(failure.schedule.lines == ["first: mutex_lock(a)", "second: mutex_lock(b)"])
    #expect(failure.stuck.map(\.label.text) == ["mutex_lock(b)", "mutex_lock(a)"])
  }

  @Test func oneLockOrderIsExhaustedInExactlySoManyStates() throws {
    func declare(_ builder: inout ProgramBuilder) {
      let a = builder.mutex("a")
      let b = builder.mutex("b")
      builder.task("task", copies: 2) {
        $0.lock(a)
        $0.lock(b)
        $0.unlock(b)
        $0.unlock(a)
      }
    }
    // Each task is at one of five places; only one of the two is between its first and last step.
    let full = try explore(declare)
    #expect(full.verdict == .exhausted)
    #expect(full.states == 16)
    let symmetric = try explore(reduction: .symmetry, declare)
    #expect(symmetric.verdict == .exhausted)
    #expect(symmetric.states == 9)
    let reduced = try explore(reduction: .all, declare)
    #expect(reduced.verdict == .exhausted)
    #expect(reduced.states == 9)
  }

  @Test func aDeadlockOfSomeTasksIsFoundWhileOthersRunForEver() throws {
    let result = try explore(reduction: .all) { builder in
      let a = builder.mutex("a")
      let flag = builder.variable("flag")
      builder.task("sleeper") {
        $0.lock(a)
        $0.lock(a)
      }
      builder.task("runner") { task in
        task.loop {
          $0.set(flag, to: 1)
          $0.set(flag, to: 0)
        }
      }
    }
    #expect(result.verdict.kind == .deadlock)
    #expect(result.verdict.failure?.stuck.map(\.task) == ["sleeper"])
    #expect(result.verdict.failure?.schedule.steps.count == 1)
  }

  @Test func aTaskThatSomebodyMayStillWakeIsNotStuck() throws {
    let result = try explore { builder in
      let done = builder.completion("done")
      builder.task("waiter") { $0.wait(for: done) }
      builder.task("signaller") { task in
        task.skip()
        task.complete(done)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func limitsAndCancellationNeverMeanSafe() throws {
    let counters = try program { builder in
      let x = builder.variable("x")
      let y = builder.variable("y")
      builder.task("x") { task in task.loop(while: x.isLess(than: 200)) { $0.add(1, to: x) } }
      builder.task("y") { task in task.loop(while: y.isLess(than: 200)) { $0.add(1, to: y) } }
    }
    let few = Explorer(limits: Limits(states: 100), reduction: []).explore(counters)
    #expect(few.verdict == .inconclusive(.states(100)))
    let small = Explorer(limits: Limits(states: 1_000_000, bytes: 100_000), reduction: [])
      .explore(counters)
    #expect(small.verdict == .inconclusive(.bytes(100_000)))
    let stopped = Explorer(reduction: []).explore(counters) { true }
    #expect(stopped.verdict == .inconclusive(.cancelled))
    #expect(stopped.states == 1)
  }

  @Test func twoRunsAgreeInEveryCountAndStep() throws {
    func declare(_ builder: inout ProgramBuilder) {
      let lock = builder.readWriteSemaphore("lock")
      let done = builder.completion("done")
      builder.task("reader", copies: 2) {
        $0.lockRead(lock)
        $0.wait(for: done)
        $0.unlockRead(lock)
      }
      builder.task("signaller") {
        $0.lockRead(lock)
        $0.completeAll(done)
        $0.unlockRead(lock)
      }
      builder.task("writer") {
        $0.lockWrite(lock)
        $0.unlockWrite(lock)
      }
    }
    let first = try explore(reduction: .all, declare)
    #expect(try explore(reduction: .all, declare) == first)
    #expect(first.verdict.kind == .deadlock)
  }

  @Test func aValueThatLeavesItsByteIsAFailureAndNotAWrap() throws {
    let result = try explore { builder in
      let x = builder.variable("x", initial: 255)
      builder.task("task") { $0.add(1, to: x) }
      builder.task("reader") { task in
        task.idle()
        task.await(x.equals(0))
      }
    }
    #expect(result.verdict.kind == .overflow)
  }
}
