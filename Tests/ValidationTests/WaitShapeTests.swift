import Findings
import RuleCatalog
import Testing
import Validation

/// Interrupts, executions, events, grace periods and reclaim: and what only looks like a deadlock with
/// them.
@Suite struct WaitShapeTests {
  private typealias Steps = [(Step.Action, String?, String?)]

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

  // MARK: Interrupts

  private func inversion(_ before: [(Step.Action, String?, String?)], _ context: String) -> Finding
  {
    Evidence.finding(
      [("l", "spinlock"), ("irq-off", "irq-off"), ("bh-off", "bh-off")],
      [
        Evidence.task("task", "process", before + [(.acquire, "l", nil)]),
        Evidence.task("handler", context, [(.acquire, "l", nil)]),
      ])
  }

  @Test(arguments: [
    ("irq", String?.none, Validation.Verdict.confirmed), ("irq", "bh-off", .confirmed),
    ("irq", "irq-off", .refuted), ("softirq", nil, .confirmed), ("softirq", "bh-off", .refuted),
    ("softirq", "irq-off", .refuted), ("timer t", "bh-off", .refuted),
    ("tasklet t", nil, .confirmed), ("napi", nil, .confirmed), ("io-completion", nil, .confirmed),
    ("io-completion", "irq-off", .refuted), ("threaded-irq", nil, .refuted),
    ("work w", nil, .refuted),
  ])
  func aHandlerSpinsOnItsOwnProcessor(
    context: String, section: String?, expected: Validation.Verdict
  ) {
    let before = section.map { [(Step.Action.enter, Optional($0), String?.none)] } ?? []
    #expect(verdict(of: inversion(before, context)) == expected)
  }

  /// The lock of the handler is only ever taken with interrupts off; another lock in between is not.
  @Test func anInterruptMeetsALockThroughAnotherOne() {
    let finding = Evidence.finding(
      [("l", "spinlock"), ("m", "spinlock"), ("irq-off", "irq-off")],
      [
        Evidence.task(
          "outer", "process",
          [(.enter, "irq-off", nil), (.acquire, "l", nil), (.acquire, "m", nil)]),
        Evidence.task("inner", "process", [(.acquire, "m", nil)]),
        Evidence.task("handler", "irq", [(.acquire, "l", nil)]),
      ])
    #expect(blocked(finding) == ["handler: acquire l", "outer: acquire m"])
  }

  @Test func anInterruptInterruptsASoftOne() {
    let finding = Evidence.finding(
      [("l", "spinlock")],
      [
        Evidence.task("soft", "softirq", [(.acquire, "l", nil)]),
        Evidence.task("hard", "irq", [(.acquire, "l", nil)]),
      ])
    #expect(blocked(finding).contains("hard: acquire l"))
    let same = Evidence.finding(
      [("l", "spinlock")],
      [
        Evidence.task("soft", "softirq", [(.acquire, "l", nil)]),
        Evidence.task("timer", "timer t", [(.acquire, "l", nil)]),
      ])
    #expect(verdict(of: same) == .refuted)
  }

  // MARK: Waiting for an execution

  @Test(arguments: [
    ("work", "work x"), ("timer", "timer x"), ("tasklet", "tasklet x"), ("kthread", "kthread"),
    ("irq", "irq"), ("napi", "napi"), ("work", "ordered queue"), ("workqueue", "ordered x"),
    ("irq", "threaded-irq"),
  ])
  func anExecutionIsWaitedForWithWhatItTakes(kind: String, context: String) {
    func finding(_ lock: String) -> Finding {
      Evidence.finding(
        [("l", "mutex"), ("x", kind)],
        [
          Evidence.task("remove", "process", [(.acquire, "l", nil), (.wait, "x", nil)]),
          Evidence.task("handler", context, [(.acquire, lock, nil)]),
        ])
    }
    #expect(blocked(finding("l")) == ["handler: acquire l", "remove: wait x"])
    #expect(verdict(of: finding("other")) == .refuted)
  }

  @Test func aTimerIsDeletedUnderTheLockOfItsFunction() {
    let finding = Evidence.finding(
      [("l", "spinlock"), ("x", "timer"), ("bh-off", "bh-off")],
      [
        Evidence.task(
          "remove", "process", [(.enter, "bh-off", nil), (.acquire, "l", nil), (.wait, "x", nil)]),
        Evidence.task("expire", "timer x", [(.acquire, "l", nil)]),
      ])
    #expect(blocked(finding) == ["expire: acquire l", "remove: wait x"])
  }

  @Test func anItemThatWaitsForItselfNeverEnds() {
    let finding = Evidence.finding(
      [("x", "work")], [Evidence.task("worker", "work x", [(.wait, "x", nil)])])
    #expect(blocked(finding) == ["worker: wait x"])
  }

  @Test func itemsOfOneQueueWaitForEachOther() {
    func finding(_ context: String) -> Finding {
      Evidence.finding(
        [("x", "work")],
        [
          Evidence.task("waits", "ordered q", [(.wait, "x", nil)]),
          Evidence.task("item", context, [(.sleep, nil, nil), (.signal, "x", nil)]),
        ])
    }
    #expect(blocked(finding("ordered q")).contains("waits: wait x"))
    #expect(verdict(of: finding("ordered r")) == .refuted)
  }

  // MARK: Waiting for an event

  @Test(arguments: ["completion", "wait-queue", "bit", "writeback", "mempool"])
  func anEventIsWaitedForWithWhatItsSignallerTakes(_ kind: String) {
    func finding(_ signaller: [(Step.Action, String?, String?)]) -> Finding {
      Evidence.finding(
        [("l", "mutex"), ("e", kind)],
        [
          Evidence.task("waits", "process", [(.acquire, "l", nil), (.wait, "e", nil)]),
          Evidence.task("signals", "process", signaller),
        ])
    }
    let lock: Steps = [(.acquire, "l", nil), (.release, "l", nil)]
    #expect(
      blocked(finding(lock + [(.signal, "e", nil)])) == ["signals: acquire l", "waits: wait e"])
    #expect(verdict(of: finding([(.signal, "e", nil)] + lock)) == .refuted)
  }

  // MARK: Grace periods

  @Test(arguments: [
    ("ssp", "grace-period", "ssp", "srcu"), ("RCU", "grace-period", "rcu", "rcu"),
    ("RCU-bh", "grace-period", "rcu-bh", "rcu-bh"),
  ])
  func aGracePeriodIsWaitedForWithWhatAReaderTakes(
    period: String, kind: String, section: String, sectionKind: String
  ) {
    func finding(_ reader: [(Step.Action, String?, String?)]) -> Finding {
      Evidence.finding(
        [("l", "mutex"), (period, kind), (section, sectionKind)],
        [
          Evidence.task("waits", "process", [(.acquire, "l", nil), (.wait, period, nil)]),
          Evidence.task("reads", "process", reader),
        ])
    }
    #expect(
      blocked(finding([(.enter, section, nil), (.acquire, "l", nil)])) == [
        "reads: acquire l", "waits: wait \(period)",
      ])
    // It has stopped reading by then, or reads only with the lock.
    let left: Steps = [(.enter, section, nil), (.leave, section, nil), (.acquire, "l", nil)]
    #expect(verdict(of: finding(left)) == .refuted)
    #expect(verdict(of: finding([(.acquire, "l", nil), (.enter, section, nil)])) == .refuted)
  }

  @Test func aReaderThatWaitsForItsOwnGracePeriodNeverStops() {
    let finding = Evidence.finding(
      [("ssp", "grace-period"), ("ssp", "srcu")],
      [Evidence.task("reads", "process", [(.enter, "ssp", nil), (.wait, "ssp", nil)])])
    #expect(blocked(finding) == ["reads: wait ssp"])
  }

  @Test func aGracePeriodPassesReadersOfAnotherDomain() {
    let finding = Evidence.finding(
      [("l", "mutex"), ("one", "grace-period"), ("one", "srcu"), ("two", "srcu")],
      [
        Evidence.task("waits", "process", [(.acquire, "l", nil), (.wait, "one", nil)]),
        Evidence.task("reads", "process", [(.enter, "two", nil), (.acquire, "l", nil)]),
        Evidence.task("reads one", "process", [(.enter, "one", nil)]),
      ])
    #expect(verdict(of: finding) == .refuted)
  }

  @Test func callbacksAreWaitedForLikeAnExecution() {
    let finding = Evidence.finding(
      [("l", "spinlock"), ("RCU callbacks", "grace-period")],
      [
        Evidence.task("exit", "process", [(.acquire, "l", nil), (.wait, "RCU callbacks", nil)]),
        Evidence.task("free", "rcu-callback", [(.acquire, "l", nil)]),
      ])
    #expect(blocked(finding) == ["exit: wait RCU callbacks", "free: acquire l"])
  }

  // MARK: Reclaim

  private func reclaim(
    _ before: [(Step.Action, String?, String?)], mask: String?
  ) -> Finding {
    Evidence.finding(
      [("l", "mutex"), ("reclaim", "reclaim")],
      [
        Evidence.task("allocates", "process", before + [(.allocate, "reclaim", mask)]),
        Evidence.task("shrinks", "reclaim", [(.acquire, "l", nil)]),
      ])
  }

  @Test func anAllocationReentersWhatReclaimTakes() {
    let finding = reclaim([(.acquire, "l", nil)], mask: "GFP_KERNEL")
    #expect(
      blocked(finding) == ["allocates: wait I/O of reclaim", "shrinks: acquire l"])
  }

  @Test func anAllocationThatCannotReclaimReentersNothing() {
    #expect(verdict(of: reclaim([(.acquire, "l", nil)], mask: "GFP_ATOMIC")) == .refuted)
    #expect(verdict(of: reclaim([(.acquire, "l", nil)], mask: "GFP_NOWAIT")) == .refuted)
    #expect(verdict(of: reclaim([], mask: "GFP_KERNEL")) == .refuted)
    let scope: Steps = [(.enter, "memalloc-noio", nil), (.acquire, "l", nil)]
    #expect(verdict(of: reclaim(scope, mask: "GFP_KERNEL")) == .refuted)
  }

  // MARK: Nothing is left out

  /// Every kind that the vocabulary knows is one that a scenario knows what to do with.
  @Test(arguments: ResourceKind.allCases)
  func everyKindOfResourceHasARole(_ kind: ResourceKind) {
    let action: (Step.Action, Step.Action) =
      switch kind.family {
      case .lock where kind.isWaitedFor: (.acquire, .acquire)
      case .event, .execution: (.wait, .signal)
      case .io: (.submit, .wait)
      case .reclaim: (.allocate, .allocate)
      case .lock, .section: (.enter, .leave)
      }
    let finding = Evidence.finding(
      [("x", kind.rawValue)],
      [
        Evidence.task("one", "process", [(action.0, "x", nil)]),
        Evidence.task("other", "process", [(action.1, "x", nil)]),
      ])
    #expect(verdict(of: finding) != .notModelled)
    #expect(ScenarioBuilder.knows(kind: kind.rawValue))
  }

  @Test(arguments: CallContext.allCases)
  func everyContextHasAScenario(_ context: CallContext) {
    let finding = Evidence.finding(
      [("a", "spinlock"), ("b", "spinlock")],
      [
        Evidence.task("one", context.rawValue, [(.acquire, "a", nil), (.acquire, "b", nil)]),
        Evidence.task("other", "process", [(.acquire, "b", nil), (.acquire, "a", nil)]),
      ])
    #expect(verdict(of: finding) == .confirmed)
  }
}
