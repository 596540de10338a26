import Findings
import Testing
import Validation

@Suite struct ValidatorTests {
  private func schedule(of finding: Finding) -> [String] {
    let validation = Validator().validate(finding)
    #expect(validation.verdict == .confirmed, "\(validation.reason)")
    return validation.schedule.map { "\($0.task): \($0.action) \($0.resource ?? "-")" }
  }

  private func refutation(of finding: Finding) -> String {
    let validation = Validator().validate(finding)
    #expect(validation.verdict == .refuted, "\(validation.schedule)")
    #expect(validation.schedule.isEmpty)
    #expect(validation.states > 0)
    return validation.reason
  }

  // MARK: The documented deadlocks

  @Test func aQueuedWriterKeepsTheSignallerOut() {
    #expect(
      schedule(of: Shapes.queuedWriter) == [
        "reader: acquire-read lock", "writer: blocked-acquire-write lock",
        "reader: blocked-wait slots", "signaller: blocked-acquire-read lock",
      ])
  }

  @Test func aWorkerBlocksBeforeTheItemThatSignals() {
    #expect(
      schedule(of: Shapes.serialised) == [
        "page_holder: acquire folio lock", "page_holder: blocked-wait written",
        "worker: blocked-acquire folio lock",
      ])
    #expect(schedule(of: Shapes.selfWait) == ["worker: blocked-acquire slots"])
  }

  @Test func submittedIOStaysOnTheListOfWhoBlocks() {
    #expect(
      schedule(of: Shapes.bioList) == [
        "buffer_reader: acquire client.lock", "map: submit read",
        "buffer_reader: blocked-wait buffer.state", "map: blocked-acquire client.lock",
      ])
    #expect(
      schedule(of: Shapes.waitsForItself) == ["map: submit read", "map: blocked-wait read"])
  }

  @Test(
    arguments: [
      ([(.allocate, "cells", "GFP_NOIO")], ["walk: allocate cells"]),
      ([(.allocate, nil, "GFP_KERNEL")], ["walk: allocate -"]),
      ([(.allocate, nil, nil)], ["walk: allocate -"]),
      ([(.sleep, nil, nil)], ["walk: sleep -"]),
      ([(.wait, "done", nil)], ["walk: wait done"]),
      (
        [(.acquire, "list.lock", nil)],
        ["another task: acquire list.lock", "walk: acquire list.lock"]
      ),
    ] as [([(Step.Action, String?, String?)], [String])])
  func aSectionThatHasToSleepFails(
    steps: [(Step.Action, String?, String?)], expected: [String]
  ) {
    let moves = schedule(of: Shapes.section(steps))
    #expect(moves.contains("walk: enter rcu"))
    #expect(moves.filter { $0 != "walk: enter rcu" } == expected)
  }

  @Test(arguments: ["GFP_NOIO", "GFP_NOIO | __GFP_NORETRY", "GFP_NOFS"])
  func reclaimForPageTablesRunsIntoTheCaller(_ mask: String) {
    let finding = Shapes.masked("process", mask: mask)
    #expect(
      schedule(of: finding).suffix(2) == [
        "alloc: blocked-wait I/O of reclaim",
        "I/O of reclaim: blocked-acquire what the caller's mask protects",
      ])
    let forbidden = mask.contains("NOFS") ? "entering a file system" : "I/O"
    #expect(Validator().validate(finding).reason.hasPrefix("the mask forbids \(forbidden) here"))
  }

  @Test func reclaimForPageTablesRunsIntoALockThatIsHeld() {
    let finding = Shapes.masked(
      "process", before: [(.acquire, "client.lock", nil)], mask: "GFP_NOIO")
    #expect(
      schedule(of: finding) == [
        "alloc: acquire client.lock", "alloc: allocate page tables",
        "I/O of reclaim: start I/O of reclaim", "alloc: blocked-wait I/O of reclaim",
        "I/O of reclaim: blocked-acquire client.lock",
      ])
  }

  @Test func aScopeForFileSystemsKeepsNobodyOutOfTheBlockLayer() {
    let scope = [(Step.Action.enter, Optional("memalloc-nofs"), String?.none)]
    _ = schedule(of: Shapes.masked("process", before: scope, mask: "GFP_NOIO"))
    #expect(
      refutation(of: Shapes.masked("process", before: scope, mask: "GFP_NOFS"))
        == "the memalloc scope keeps reclaim out of I/O")
  }

  @Test func aScopeThatIsLeftKeepsNobodyOut() {
    let scope = [
      (Step.Action.enter, Optional("memalloc-noio"), String?.none),
      (Step.Action.leave, Optional("memalloc-noio"), String?.none),
    ]
    _ = schedule(of: Shapes.masked("process", before: scope, mask: "GFP_NOIO"))
  }

  @Test func reclaimUnderABioListWaitsForIOOnThatList() {
    #expect(
      schedule(of: Shapes.masked("bio-list", mask: "GFP_NOIO")) == [
        "alloc: allocate page tables", "alloc: blocked-wait I/O of reclaim",
      ])
  }

  @Test(arguments: ["mutex", "spinlock", "folio-lock", "rwsem", "rwlock"])
  func locksInTwoOrdersDeadlock(_ kind: String) {
    #expect(schedule(of: Shapes.abba(kind: kind)).count == 4)
  }

  // MARK: What only looks like it

  @Test(arguments: [
    (Shapes.noWriter, "nobody takes lock for writing, so that no reader has to queue"),
    (Shapes.lockDropped, "the tasks get through in every order"),
    (Shapes.signalFirst, "the tasks get through in every order"),
    (Shapes.ownWorker, "the tasks get through in every order"),
    (Shapes.ownTask, "the tasks get through in every order"),
    (Shapes.submitLast, "the tasks get through in every order"),
    (Shapes.waitsOutsideTheList, "the tasks get through in every order"),
    (Shapes.abba(gate: "gate"), "gate is held around both sides, and keeps them apart"),
    (
      Shapes.abba(contexts: ("ordered client.wq", "ordered client.wq")),
      "the tasks run one after the other in the same context (ordered client.wq)"
    ),
    (Shapes.section([(.acquire, "irqs", nil)]), "nothing in the section ever has to sleep"),
    (
      Shapes.section([(.allocate, nil, "GFP_NOWAIT")]), "nothing in the section ever has to sleep"
    ),
    (
      Shapes.section([(.leave, "rcu", nil), (.sleep, nil, nil)]),
      "nothing in the section ever has to sleep"
    ),
    (
      Shapes.masked("process", before: [(.enter, "memalloc-noio", nil)], mask: "GFP_NOIO"),
      "the memalloc scope keeps reclaim out of I/O"
    ),
    (Shapes.masked("process", mask: "GFP_KERNEL"), "the tasks get through in every order"),
  ])
  func whatCannotDeadlockIsRefutedWithItsReason(finding: Finding, reason: String) {
    #expect(refutation(of: finding) == reason)
  }

  @Test func tasksOfDifferentOrderedQueuesRunAtTheSameTime() {
    #expect(schedule(of: Shapes.abba(contexts: ("ordered a.wq", "ordered b.wq"))).count == 4)
  }

  @Test func aTryThatFailsBacksOff() {
    let finding = Evidence.finding(
      [("a", "mutex"), ("b", "mutex")],
      [
        Evidence.task("first", "process", [(.acquire, "a", nil), (.acquire, "b", nil)]),
        Evidence.task("second", "process", [(.acquire, "b", nil), (.tryAcquire, "a", nil)]),
      ])
    #expect(refutation(of: finding) == "the tasks get through in every order")
  }

  @Test func anInterruptSpinsOnTheLockOfWhomItInterrupted() {
    let handler = Evidence.task("handler", "irq", [(.acquire, "lock", nil)])
    let resources = [("lock", "spinlock"), ("irq-off", "irq-off")]
    let task = Evidence.task("task", "process", [(.acquire, "lock", nil)])
    #expect(
      schedule(of: Evidence.finding(resources, [task, handler])) == [
        "task: acquire lock", "handler: blocked-acquire lock",
      ])
    let disabled = Evidence.task(
      "task", "process", [(.enter, "irq-off", nil), (.acquire, "lock", nil)])
    _ = refutation(of: Evidence.finding(resources, [disabled, handler]))
  }

  @Test func flushingAWorkItemWaitsForItsEnd() {
    let flusher = Evidence.task(
      "remove", "process", [(.acquire, "lock", nil), (.wait, "device.work", nil)])
    let resources = [("lock", "mutex"), ("device.work", "work")]
    let needing = Evidence.task("worker", "work device.work", [(.acquire, "lock", nil)])
    #expect(
      schedule(of: Evidence.finding(resources, [flusher, needing])) == [
        "remove: acquire lock", "remove: blocked-wait device.work", "worker: blocked-acquire lock",
      ])
    let other = Evidence.task("worker", "work device.work", [(.acquire, "other", nil)])
    _ = refutation(of: Evidence.finding(resources, [flusher, other]))
  }

  // MARK: What cannot be told

  @Test func whatNobodySignalsIsNotModelled() {
    let validation = Validator().validate(
      Evidence.finding(
        [("lock", "rwsem"), ("slots", "semaphore")], [Shapes.reader, Shapes.writer]))
    #expect(validation.verdict == .notModelled)
    #expect(validation.reason == "nobody in the evidence signals slots")
    #expect(validation.states == 0)
  }

  @Test func evidenceWithoutStepsIsNotModelled() {
    let validation = Validator().validate(
      Evidence.finding([], [Findings.Task(name: "empty", context: "process", steps: [])]))
    #expect(validation.verdict == .notModelled)
    #expect(validation.reason == "the evidence has no steps")
  }

  @Test func aBoundIsNoRefutation() {
    let validation = Validator().validate(
      Shapes.abba(gate: "gate"), limits: ValidationLimits(states: 2, bytes: 1 << 20))
    #expect(validation.verdict == .inconclusive)
    #expect(validation.reason == "bound of 2 states")
  }

  @Test func equalFindingsGiveEqualResults() {
    let first = Validator().validate(Shapes.queuedWriter)
    for _ in 0..<5 { #expect(Validator().validate(Shapes.queuedWriter) == first) }
  }

  @Test func everyMoveNamesAPlaceInTheEvidence() {
    for finding in [
      Shapes.queuedWriter, Shapes.bioList, Shapes.masked("process", mask: "GFP_NOIO"),
    ] {
      let places = Set(finding.tasks.flatMap(\.steps).map { "\($0.file):\($0.line)" })
      for move in Validator().validate(finding).schedule {
        #expect(places.contains("\(move.file):\(move.line)"))
      }
    }
  }
}
