import ModelChecker
import Testing

@Suite struct MemoryAndIOTests {
  // MARK: I/O

  @Test(arguments: [false, true])
  func underABioListIOStartsOnlyAfterTheSubmitterReturns(isUnderBioList: Bool) throws {
    let result = try explore { builder in
      let read = builder.request("read")
      let done = builder.completion("done")
      builder.body(of: read) { $0.complete(done) }
      func body(_ task: inout TaskBuilder) {
        task.submit(read)
        task.wait(for: done)
      }
      builder.task("task") { task in
        if isUnderBioList { task.underBioList { body(&$0) } } else { body(&task) }
      }
    }
    #expect(result.verdict.kind == (isUnderBioList ? .deadlock : nil))
  }

  @Test func aStackedDeviceMapsUnderTheBioListOfItsSubmitter() throws {
    let result = try explore { builder in
      let read = builder.request("read")
      let done = builder.completion("done")
      builder.body(of: read) { $0.complete(done) }
      let stacked = builder.request("stacked") {
        $0.submit(read)
        $0.wait(for: done)
      }
      builder.task("task") { $0.submit(stacked) }
    }
    #expect(result.verdict.kind == .deadlock)
    #expect(result.verdict.failure?.schedule.lines.last == "task: submit_bio(read): to bio_list")
  }

  @Test func theListIsIssuedInOrderAndMapsOfMapsAreFlattened() throws {
    let result = try explore { builder in
      let order = builder.variable("order")
      let bottom = builder.request("bottom")
      builder.body(of: bottom) { _ in }
      let second = builder.request("second") {
        $0.check(order.equals(1))
        $0.set(order, to: 2)
        $0.submit(bottom)
      }
      let first = builder.request("first") {
        $0.check(order.equals(0))
        $0.set(order, to: 1)
        $0.submit(bottom)
      }
      let top = builder.request("top") {
        $0.submit(first)
        $0.submit(second)
        $0.check(order.equals(0))
      }
      builder.task("task") {
        $0.submit(top)
        $0.check(order.equals(2))
        $0.await(bottom.inFlight.isClear)
      }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func aListThatOverflowsIsAFailure() throws {
    let result = try explore { builder in
      builder.bioListCapacity = 1
      let read = builder.request("read")
      builder.body(of: read) { _ in }
      builder.task("task") {
        $0.underBioList {
          $0.submit(read)
          $0.submit(read)
        }
      }
    }
    #expect(result.verdict.kind == .overflow)
  }

  // MARK: Memory

  /// Reclaim does I/O through a lock that the allocating task holds.
  private func reclaim(
    _ mask: AllocationMask, needs: AllocationMask = .io, scope: MemoryScope? = nil,
    underPressure: Bool = true
  ) throws -> FailureKind? {
    try explore { builder in
      let lock = builder.mutex("lock")
      let memory = builder.memory(underPressure: underPressure)
      builder.reclaimer("shrinker", of: memory, needs: needs) {
        $0.lock(lock)
        $0.unlock(lock)
      }
      builder.task("task") { task in
        let old = task.variable("old")
        task.lock(lock)
        if let scope { task.save(scope, in: old) }
        task.allocate(memory, mask)
        if let scope { task.restore(scope, from: old) }
        task.unlock(lock)
      }
    }.verdict.kind
  }

  @Test func reclaimGoesAsFarAsMaskAndScopeLetIt() throws {
    #expect(try reclaim(.kernel) == .deadlock)
    #expect(try reclaim(.noFS) == .deadlock)
    #expect(try reclaim(.noIO) == nil)
    #expect(try reclaim(.noWait) == nil)
    #expect(try reclaim(.kernel, underPressure: false) == nil)
    #expect(try reclaim(.kernel, needs: [.io, .fs]) == .deadlock)
    #expect(try reclaim(.noFS, needs: [.io, .fs]) == nil)
    #expect(try reclaim(.kernel, scope: .noIO) == nil)
    #expect(try reclaim(.kernel, scope: .noFS) == .deadlock)
    #expect(try reclaim(.kernel, needs: [.io, .fs], scope: .noFS) == nil)
    #expect(try reclaim(.kernel, needs: [.io, .fs], scope: .noIO) == nil)
  }

  @Test func anAllocationThatMaySleepFailsUnderASpinlock() throws {
    for (mask, kind) in [(AllocationMask.kernel, FailureKind.sleepInAtomic), (.noWait, nil)] {
      let result = try explore { builder in
        let memory = builder.memory(underPressure: false)
        let lock = builder.spinlock("lock")
        builder.task("task") {
          $0.lock(lock)
          $0.allocate(memory, mask)
          $0.unlock(lock)
        }
      }
      #expect(result.verdict.kind == kind)
    }
  }

  @Test func aPoolMakesAllocationsWaitForElements() throws {
    func kind(_ mask: AllocationMask, frees: Bool, underPressure: Bool = true) throws
      -> FailureKind?
    {
      try explore { builder in
        let memory = builder.memory(underPressure: underPressure)
        let pool = builder.memoryPool("pool", size: 1, over: memory)
        builder.task("task", copies: 2) {
          $0.allocate(from: pool, mask)
          if frees { $0.free(to: pool) }
        }
      }.verdict.kind
    }
    #expect(try kind(.noIO, frees: true) == nil)
    #expect(try kind(.noIO, frees: false) == .deadlock)
    #expect(try kind(.noWait, frees: false) == nil)
    #expect(try kind(.noIO, frees: false, underPressure: false) == nil)
  }

  // MARK: References

  @Test func theLastReferenceIsDroppedOnce() throws {
    let result = try explore { builder in
      let object = builder.object("object", references: 2)
      builder.task("task", copies: 2) { $0.put(object) { $0.free(object) } }
    }
    #expect(result.verdict == .exhausted)
  }

  @Test func aReferenceToAnObjectWithoutReferencesIsAUseAfterFree() throws {
    let result = try explore { builder in
      let object = builder.object("object")
      builder.task("owner") { $0.put(object) { $0.free(object) } }
      builder.task("user") { $0.get(object) }
    }
    #expect(result.verdict.kind == .useAfterFree)
  }

  @Test func freeingTwiceIsAUseAfterFree() throws {
    let result = try explore { builder in
      let object = builder.object("object")
      builder.task("task") {
        $0.free(object)
        $0.free(object)
      }
    }
    #expect(result.verdict.kind == .useAfterFree)
  }
}
