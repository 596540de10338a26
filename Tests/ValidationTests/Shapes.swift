import Findings

/// The evidence of the five documented deadlocks, and of what only looks like them.
enum Shapes {
  // MARK: A writer in the queue

  static let reader = Evidence.task(
    "reader", "bio-list", [(.acquire, "lock", "read"), (.wait, "slots", nil)])
  static let signaller = Evidence.task(
    "signaller", "work client.work",
    [(.acquire, "lock", "read"), (.release, "lock", "read"), (.signal, "slots", nil)])
  static let writer = Evidence.task(
    "writer", "process", [(.acquire, "lock", "write"), (.release, "lock", "write")])
  static let queuedWriter = Evidence.finding(
    [("lock", "rwsem"), ("slots", "semaphore")], [reader, signaller, writer])
  static let noWriter = Evidence.finding(
    [("lock", "rwsem"), ("slots", "semaphore")], [reader, signaller])
  /// The wait comes after the lock.
  static let lockDropped = Evidence.finding(
    [("lock", "rwsem"), ("slots", "semaphore")],
    [
      Evidence.task(
        "reader", "bio-list",
        [(.acquire, "lock", "read"), (.release, "lock", "read"), (.wait, "slots", nil)]),
      signaller, writer,
    ])
  /// The signal comes before the lock.
  static let signalFirst = Evidence.finding(
    [("lock", "rwsem"), ("slots", "semaphore")],
    [
      reader,
      Evidence.task(
        "signaller", "work client.work",
        [(.signal, "slots", nil), (.acquire, "lock", "read"), (.release, "lock", "read")]),
      writer,
    ])

  // MARK: A worker that runs one item after the other

  static let pageHolder = Evidence.task(
    "page_holder", "process", [(.acquire, "folio lock", nil), (.wait, "written", nil)])
  static let worker = Evidence.task(
    "worker", "work queue.done_work",
    [
      (.acquire, "folio lock", nil), (.release, "folio lock", nil), (.acquire, "inode.lock", nil),
      (.signal, "written", nil),
    ])
  static let serialised = Evidence.finding(
    [("folio lock", "folio-lock"), ("written", "wait-queue")], [pageHolder, worker])
  /// The item that blocks has a worker of its own, as in the fix.
  static let ownWorker = Evidence.finding(
    [("folio lock", "folio-lock"), ("written", "wait-queue")],
    [
      pageHolder, Evidence.task("worker", "work queue.done_work", [(.signal, "written", nil)]),
      Evidence.task(
        "blocker", "work request.work",
        [(.acquire, "folio lock", nil), (.release, "folio lock", nil)]),
    ])
  /// A worker waits for what only a later item of its own signals.
  static let selfWait = Evidence.finding(
    [("slots", "semaphore")],
    [
      Evidence.task(
        "worker", "work client.work", [(.acquire, "slots", nil), (.signal, "slots", nil)])
    ])

  // MARK: I/O on the submitter's own list

  static let device = Evidence.task(
    "end_read", "io-completion", [(.wait, "read", nil), (.signal, "buffer.state", nil)])
  static let bufferReader = Evidence.task(
    "buffer_reader", "work", [(.acquire, "client.lock", nil), (.wait, "buffer.state", nil)])
  static func submitter(_ context: String) -> Findings.Task {
    Evidence.task(
      "map", context,
      [(.call, nil, nil), (.submit, "read", nil), (.acquire, "client.lock", nil)])
  }
  private static let ioResources = [
    ("client.lock", "mutex"), ("buffer.state", "bit"), ("read", "io"),
  ]
  static let bioList = Evidence.finding(
    ioResources, [bufferReader, device, submitter("bio-list")])
  /// Submitted from a work item, the I/O is issued at once.
  static let ownTask = Evidence.finding(
    ioResources, [bufferReader, device, submitter("work verity.work")])
  /// The lock comes before the submission.
  static let submitLast = Evidence.finding(
    ioResources,
    [
      bufferReader, device,
      Evidence.task(
        "map", "bio-list",
        [
          (.acquire, "client.lock", nil), (.release, "client.lock", nil), (.submit, "read", nil),
        ]),
    ])
  /// One task alone: it waits for the I/O that it has just submitted.
  static let waitsForItself = Evidence.finding(
    [("read", "io")],
    [Evidence.task("map", "bio-list", [(.submit, "read", nil), (.wait, "read", nil)])])
  static let waitsOutsideTheList = Evidence.finding(
    [("read", "io")],
    [Evidence.task("read_super", "process", [(.submit, "read", nil), (.wait, "read", nil)])])

  // MARK: Sleeping in a section

  static func section(_ steps: [(Step.Action, String?, String?)]) -> Finding {
    Evidence.finding(
      [("rcu", "rcu"), ("cells", "mempool"), ("list.lock", "mutex"), ("irqs", "spinlock")],
      [Evidence.task("walk", "work", [(.enter, "rcu", "read")] + steps)])
  }

  // MARK: A mask that is not honoured

  static func masked(
    _ context: String, before: [(Step.Action, String?, String?)] = [], mask: String
  ) -> Finding {
    Evidence.finding(
      [("page tables", "reclaim")],
      [Evidence.task("alloc", context, before + [(.allocate, "page tables", mask)])])
  }

  // MARK: Locks in two orders

  static func abba(
    gate: String? = nil, contexts: (String, String) = ("process", "process"),
    kind: String = "mutex"
  ) -> Finding {
    let before = gate.map { [(Step.Action.acquire, Optional($0), String?.none)] } ?? []
    return Evidence.finding(
      [("a", kind), ("b", kind)],
      [
        Evidence.task(
          "first", contexts.0, before + [(.acquire, "a", nil), (.acquire, "b", nil)]),
        Evidence.task(
          "second", contexts.1, before + [(.acquire, "b", nil), (.acquire, "a", nil)]),
      ])
  }
}
