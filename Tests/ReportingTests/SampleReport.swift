import Findings
import RuleCatalog
import Testing

/// Reports made by hand, of no real kernel, that use everything a report can have.
enum SampleReport {
  static let rules = [queuedWriterRule, sleepRule]

  /// Three findings, one of a rule that nobody knows, and more unread files than the text lists.
  static let full = Report(
    tree: Report.Tree(path: "linux", kernelVersion: "6.1.192", config: "defconfig"),
    statistics: Statistics(
      translationUnits: 2749, failedUnits: 12, functions: 120_431, resources: 3012, edges: 41_007,
      cycles: 17),
    findings: [queuedWriter, sleepInRCU, unknownRule],
    incomplete: (1...12).map {
      Incomplete(file: "drivers/old/unit\($0).c", reason: "variable length array in a structure")
    })

  static let empty = Report(
    tree: Report.Tree(path: "Corpus/lock-order", kernelVersion: nil, config: nil),
    statistics: Statistics(
      translationUnits: 1, failedUnits: 0, functions: 2, resources: 1, edges: 0, cycles: 0),
    findings: [], incomplete: [])

  /// A report that is compared with an older state, with what that is for.
  static let compared = Report(
    tree: Report.Tree(path: "linux", kernelVersion: "6.1.192", config: "defconfig"),
    statistics: full.statistics,
    findings: [queuedWriter.compared(as: .new), sleepInRCU.compared(as: .unchanged)],
    incomplete: [],
    comparison: Comparison(against: "the tree without the patch", new: 1, unchanged: 1, fixed: 1),
    fixed: [unknownRule.compared(as: .fixed)],
    suppressed: [
      sleepInRCU.compared(as: .new).suppressed(
        by: Suppression(reason: "the caller never runs then", source: ".deadlint.yaml:7"))
    ],
    notices: ["12 units outside of drivers/store include store.h and were not read"])

  /// A finding with one task of so many steps.
  static func finding(steps count: Int) -> Finding {
    Finding(
      rule: "sleep-in-rcu", fingerprint: "00112233445566dd", severity: .error, confidence: .high,
      message: "a long way", location: sleepInRCU.location, resources: [],
      tasks: [
        Task(
          name: "start", context: "process",
          steps: (1...count).map { step(.call, nil, nil, $0, "start", "next") })
      ], notes: [],
      validation: Validation(
        verdict: .notModelled, states: 0, schedule: [], reason: "not executed"))
  }

  /// A finding with two others of its cause.
  static let alike = Report(
    tree: full.tree, statistics: full.statistics,
    findings: [sleepInRCU]
      + ["start", "stop"].map {
        let place = sleepInRCU.location
        return sleepInRCU.placed(
          at: SourceLocation(file: place.file, line: 40, column: 2, function: $0), note: "as before"
        )
      }, incomplete: [])

  private static let queuedWriterRule = Rule(
    id: "rwsem-writer-priority", title: "a queued writer keeps out the reader that would wake",
    message: "", severity: "error", confidence: "high", match: .cycle([], writerOf: "lock"),
    story: "", fix: "Drop the lock\nbefore waiting. Or signal without it.", limits: "",
    references: [], model: nil)

  private static let sleepRule = Rule(
    id: "sleep-in-rcu", title: "a call that may block in an RCU section", message: "",
    severity: "warning", confidence: "high",
    match: .blocking(under: [.rcu], contexts: [], except: nil),
    story: "",
    fix: "Take a reference and leave the section first.", limits: "", references: [], model: nil)

  private static let queuedWriter = Finding(
    rule: "rwsem-writer-priority", fingerprint: "00112233445566aa", severity: .error,
    confidence: .high,
    message: """
      throttle_copy() waits for store.slots while it holds catalogue_lock for reading; slots are \
      given back only by a worker that reads under catalogue_lock
      """,
    location: SourceLocation(
      file: "drivers/store/copy.c", line: 120, column: 3, function: "throttle_copy"),
    resources: [
      Resource(name: "catalogue_lock", kind: "rwsem"),
      Resource(name: "store.slots", kind: "semaphore"),
    ],
    tasks: [
      Task(
        name: "store_write", context: "process",
        steps: [
          step(.acquire, "catalogue_lock", "read", 210, "store_write", "down_read"),
          step(.call, nil, nil, 214, "store_write", "throttle_copy"),
          step(.tryAcquire, "store.map_lock", nil, 117, "throttle_copy", "mutex_trylock"),
          step(.release, "store.map_lock", nil, 119, "throttle_copy", "mutex_unlock"),
          step(.wait, "store.slots", nil, 120, "throttle_copy", "down"),
        ]),
      Task(
        name: "copy_work", context: "work store.copy_work",
        steps: [
          step(.acquire, "catalogue_lock", "read", 88, "copy_work", "down_read"),
          step(.release, "catalogue_lock", "read", 93, "copy_work", "up_read"),
          step(.signal, "store.slots", nil, 95, "copy_work", "up"),
        ]),
      Task(
        name: "store_register", context: "process",
        steps: [
          step(.acquire, "catalogue_lock", "write", 301, "store_register", "down_write"),
          step(.release, "catalogue_lock", "write", 305, "store_register", "up_write"),
        ]),
    ],
    notes: ["store.slots is also signalled on the way out of module_exit, which does not count"],
    validation: Validation(
      verdict: .confirmed, states: 57,
      schedule: [
        move("store_write", "acquire-read", "catalogue_lock", 210),
        move("store_register", "blocked-acquire-write", "catalogue_lock", 301),
        move("store_write", "blocked-wait", "store.slots", 120),
        move("copy_work", "blocked-acquire-read", "catalogue_lock", 88),
      ],
      reason: ""))

  private static let sleepInRCU = Finding(
    rule: "sleep-in-rcu", fingerprint: "00112233445566bb", severity: .warning, confidence: .medium,
    message: "copy_cell() may block in an RCU section",
    location: SourceLocation(
      file: "drivers/store/a_rather_long_folder_name/deferred_operations.c", line: 7, column: 9,
      function: "copy_cell_of_a_deferred_operation"),
    resources: [Resource(name: "rcu", kind: "rcu")],
    tasks: [
      Task(
        name: "run_deferred_operations", context: "work store.deferred",
        steps: [
          longStep(.enter, "rcu", "read", 3, "rcu_read_lock"),
          longStep(.assert, nil, nil, 5, "BUG_ON"),
          longStep(.allocate, "store.cells", "GFP_NOIO", 7, "mempool_alloc"),
          longStep(.sleep, nil, nil, 8, "msleep"),
          longStep(.leave, "rcu", nil, 9, "rcu_read_unlock"),
        ])
    ],
    notes: [],
    validation: Validation(
      verdict: .inconclusive, states: 100_000, schedule: [],
      reason: "the limit of 100000 states was reached"))

  private static let unknownRule = Finding(
    rule: "house-rule", fingerprint: "00112233445566cc", severity: .error, confidence: .low,
    message: "stop() waits for store.idle",
    location: SourceLocation(
      file: "drivers/store/copy.c", line: 400, column: 2, function: "stop"),
    resources: [Resource(name: "store.idle", kind: "completion")],
    tasks: [
      Task(
        name: "stop", context: "process",
        steps: [
          step(.queue, "store.copy_work", nil, 398, "stop", "queue_work"),
          step(.submit, "io copy_done", nil, 399, "stop", "submit_bio"),
          step(.wait, "store.idle", nil, 400, "stop", "wait_for_completion"),
        ])
    ],
    notes: ["first", "second"],
    validation: Validation(
      verdict: .notModelled, states: 0, schedule: [], reason: "nobody signals store.idle"))

  private static func step(
    _ action: Step.Action, _ resource: String?, _ mode: String?, _ line: Int, _ function: String,
    _ callee: String
  ) -> Step {
    Step(
      action: action, resource: resource, mode: mode, file: "drivers/store/copy.c", line: line,
      function: function, callee: callee)
  }

  private static func longStep(
    _ action: Step.Action, _ resource: String?, _ mode: String?, _ line: Int, _ callee: String
  ) -> Step {
    Step(
      action: action, resource: resource, mode: mode,
      file: "drivers/store/a_rather_long_folder_name/deferred_operations.c", line: line,
      function: "copy_cell_of_a_deferred_operation", callee: callee)
  }

  private static func move(
    _ task: String, _ action: String, _ resource: String, _ line: Int
  ) -> Validation.Move {
    Validation.Move(
      task: task, action: action, resource: resource, file: "drivers/store/copy.c", line: line)
  }
}

extension Report: CustomTestStringConvertible {
  package var testDescription: String { "report on \(tree.path)" }
}
