import Findings
import Testing
import Validation

/// Cycles of locks, one lock twice, sleeping where nothing may: and what only looks like it.
@Suite struct LockShapeTests {
  private func verdict(of finding: Finding) -> Validation.Verdict {
    Validator().validate(finding).verdict
  }

  /// What is blocked for ever at the end.
  private func blocked(_ finding: Finding) -> [String] {
    let validation = Validator().validate(finding)
    #expect(validation.verdict == .confirmed, "\(validation.reason)")
    return validation.schedule.filter { $0.action.hasPrefix("blocked-") }.map {
      "\($0.task): \($0.action.dropFirst("blocked-".count)) \($0.resource ?? "-")"
    }.sorted()
  }

  // MARK: Locks in two orders

  /// In which modes two locks are taken in two orders: by one task, then by the other.
  @Test(arguments: [
    ("rwsem", ["write", "write"], ["write", "write"], Validation.Verdict.confirmed),
    ("rwsem", ["read", "write"], ["read", "write"], .confirmed),
    ("rwsem", ["write", "read"], ["write", "read"], .confirmed),
    ("rwsem", ["read", "read"], ["write", "write"], .confirmed),
    // A reader that holds, and a reader that asks.
    ("rwsem", ["read", "read"], ["read", "read"], .refuted),
    ("rwsem", ["read", "read"], ["read", "write"], .refuted),
    ("percpu-rwsem", ["read", "write"], ["read", "write"], .confirmed),
    ("rwlock", ["read", "write"], ["read", "write"], .confirmed),
    ("rwlock", ["read", "read"], ["read", "read"], .refuted),
  ])
  func modesDecideWhetherTwoOrdersDeadlock(
    kind: String, first: [String], second: [String], expected: Validation.Verdict
  ) {
    let finding = Evidence.finding(
      [("a", kind), ("b", kind)],
      [
        Evidence.task("first", "process", [(.acquire, "a", first[0]), (.acquire, "b", first[1])]),
        Evidence.task(
          "second", "process", [(.acquire, "b", second[0]), (.acquire, "a", second[1])]),
      ])
    #expect(verdict(of: finding) == expected)
  }

  /// With a writer in the queue readers wait for readers.
  @Test func aWriterBetweenReadersClosesTheirCycle() {
    let readers = [("first", "a", "b"), ("second", "b", "a")].map { name, outer, inner in
      Evidence.task(
        name, "process", [(.acquire, outer, "read"), (.acquire, inner, "read")])
    }
    let writers = ["a", "b"].map { (lock: String) in
      Evidence.task(
        "writer of \(lock)", "process", [(.acquire, lock, "write"), (.release, lock, nil)])
    }
    let resources = [("a", "rwsem"), ("b", "rwsem")]
    #expect(verdict(of: Evidence.finding(resources, readers)) == .refuted)
    #expect(verdict(of: Evidence.finding(resources, readers + writers)) == .confirmed)
  }

  @Test func threeLocksInACircleDeadlock() {
    let tasks = [("a", "b"), ("b", "c"), ("c", "a")].map { (outer: String, inner: String) in
      Evidence.task(outer + inner, "process", [(.acquire, outer, nil), (.acquire, inner, nil)])
    }
    let resources = ["a", "b", "c"].map { ($0, "mutex") }
    #expect(
      blocked(Evidence.finding(resources, tasks)) == [
        "ab: acquire b", "bc: acquire c", "ca: acquire a",
      ])
  }

  /// The gate is the outermost lock, or one between; it does not matter how it is held by readers.
  @Test(arguments: [
    (["gate", "a", "b"], ["gate", "b", "a"], Validation.Verdict.refuted),
    (["other", "gate", "a", "b"], ["gate", "b", "a"], .refuted),
    (["a", "gate", "b"], ["b", "gate", "a"], .confirmed),
    (["gate", "a", "b"], ["b", "gate", "a"], .confirmed),
  ])
  func aGateHelpsOnlyAroundBothLocks(
    first: [String], second: [String], expected: Validation.Verdict
  ) {
    func task(_ name: String, _ locks: [String]) -> Findings.Task {
      Evidence.task(name, "process", locks.map { (.acquire, $0, nil) })
    }
    let finding = Evidence.finding(
      [("a", "mutex"), ("b", "mutex")], [task("first", first), task("second", second)])
    #expect(verdict(of: finding) == expected)
  }

  @Test func aGateThatReadersShareKeepsNobodyApart() {
    let tasks = [("first", "a", "b"), ("second", "b", "a")].map { name, outer, inner in
      Evidence.task(
        name, "process",
        [(.acquire, "gate", "read"), (.acquire, outer, nil), (.acquire, inner, nil)])
    }
    let finding = Evidence.finding([("a", "mutex"), ("b", "mutex"), ("gate", "rwsem")], tasks)
    #expect(verdict(of: finding) == .confirmed)
  }

  @Test(arguments: [
    ("mutex", String?.none), ("spinlock", nil), ("rwsem", "read"), ("rwsem", "write"),
    ("rwlock", "read"), ("rwlock", "write"),
  ])
  func aTryOnOneSideBacksOff(kind: String, mode: String?) {
    let finding = Evidence.finding(
      [("a", kind), ("b", kind)],
      [
        Evidence.task("first", "process", [(.acquire, "a", "write"), (.acquire, "b", "write")]),
        Evidence.task("second", "process", [(.acquire, "b", "write"), (.tryAcquire, "a", mode)]),
      ])
    #expect(verdict(of: finding) == .refuted)
  }

  // MARK: One lock twice

  @Test(arguments: ["mutex", "rt-mutex", "spinlock", "folio-lock", "semaphore", "bit-lock"])
  func aLockTakenTwiceIsNeverFree(_ kind: String) {
    let finding = Evidence.finding(
      [("a", kind)],
      [Evidence.task("twice", "process", [(.acquire, "a", nil), (.acquire, "a", nil)])])
    #expect(blocked(finding) == ["twice: acquire a"])
  }

  @Test(arguments: [
    ("rwsem", "read", "write", false, Validation.Verdict.confirmed),
    ("rwsem", "write", "read", false, .confirmed),
    ("rwsem", "read", "read", false, .refuted),
    ("rwsem", "read", "read", true, .confirmed),
    ("rwlock", "read", "read", true, .confirmed),
  ])
  func aSemaphoreReadTwiceNeedsAWriterBetween(
    kind: String, first: String, second: String, hasWriter: Bool, expected: Validation.Verdict
  ) {
    let twice = Evidence.task(
      "twice", "process", [(.acquire, "a", first), (.acquire, "a", second)])
    let writer = Evidence.task(
      "writer", "process", [(.acquire, "a", "write"), (.release, "a", nil)])
    let finding = Evidence.finding([("a", kind)], [twice] + (hasWriter ? [writer] : []))
    #expect(verdict(of: finding) == expected)
  }

  @Test(arguments: ["mutex", "spinlock", "rwsem"])
  func aLockThatIsKeptIsMissedByTheNextOne(_ kind: String) {
    let kept = Evidence.finding(
      [("a", kind)],
      [Evidence.task("keeps", "process", [(.call, nil, nil), (.acquire, "a", "write")])])
    #expect(blocked(kept) == ["the next task: acquire a"])
    let released = Evidence.finding(
      [("a", kind)],
      [
        Evidence.task(
          "gives back", "process", [(.acquire, "a", "write"), (.release, "a", "write")])
      ])
    #expect(verdict(of: released) == .refuted)
  }

  // MARK: Sleeping where nothing may sleep

  @Test(
    arguments: ["irq", "softirq", "timer t", "tasklet t", "napi", "io-completion", "rcu-callback"])
  func whatAnInterruptMustNotDoIsSleeping(_ context: String) {
    func finding(_ steps: [(Step.Action, String?, String?)]) -> Finding {
      Evidence.finding(
        [("m", "mutex"), ("done", "completion"), ("s", "spinlock")],
        [Evidence.task("handler", context, steps)])
    }
    #expect(verdict(of: finding([(.acquire, "m", nil)])) == .confirmed)
    #expect(verdict(of: finding([(.wait, "done", nil)])) == .confirmed)
    #expect(verdict(of: finding([(.allocate, nil, "GFP_KERNEL")])) == .confirmed)
    #expect(verdict(of: finding([(.sleep, nil, nil)])) == .confirmed)
    #expect(verdict(of: finding([(.allocate, nil, "GFP_ATOMIC")])) == .refuted)
    #expect(verdict(of: finding([(.tryAcquire, "m", nil)])) == .refuted)
  }

  @Test(
    arguments: [
      (.acquire, "s", "spinlock"), (.acquire, "s", "rwlock"), (.acquire, "s", "bit-lock"),
      (.enter, "irq-off", "irq-off"), (.enter, "bh-off", "bh-off"),
      (.enter, "preemption-off", "preemption-off"), (.enter, "rcu-sched", "rcu-sched"),
    ] as [(Step.Action, String, String)])
  func aSectionForbidsSleepingUntilItIsLeft(action: Step.Action, name: String, kind: String) {
    func finding(_ steps: [(Step.Action, String?, String?)]) -> Finding {
      Evidence.finding(
        [(name, kind), ("m", "mutex")],
        [Evidence.task("task", "process", [(action, name, "write")] + steps)])
    }
    let end = action == .enter ? Step.Action.leave : .release
    #expect(verdict(of: finding([(.acquire, "m", nil)])) == .confirmed)
    #expect(verdict(of: finding([(end, name, "write"), (.acquire, "m", nil)])) == .refuted)
    #expect(verdict(of: finding([(.acquire, "inner", nil)])) == .confirmed)
  }
}
