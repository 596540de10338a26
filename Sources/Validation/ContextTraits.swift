import Findings

/// What the contexts of a finding's tasks say of who can run at the same time.
struct ContextTraits: Hashable, Sendable {
  /// Contexts that run one item at a time and in which more than one of the tasks runs.
  let serialised: Set<String>

  init(_ tasks: [Findings.Task]) {
    let counts = Dictionary(grouping: tasks, by: \.context).mapValues(\.count)
    serialised = Set(counts.filter { $0.value > 1 && Self.isSerial($0.key) }.keys)
  }

  /// Two items of one ordered queue or thread. Not two activations of one work item: its name is that
  /// of a class, and two objects of it may run at once.
  private static func isSerial(_ context: String) -> Bool {
    object(of: context) != nil && ["ordered", "kthread"].contains(kind(of: context))
  }

  /// The object that a context belongs to: the work item, the queue, the thread.
  static func object(of context: String) -> String? {
    let words = context.split(separator: " ", maxSplits: 1)
    return words.count == 2 ? String(words[1]) : nil
  }

  /// What kind of code has taken a processor away from whoever runs in this context.
  static func level(_ context: String) -> ScenarioActor.Level {
    switch kind(of: context) {
    // Drivers complete I/O from their interrupt.
    case "irq", "hrtimer", "io-completion": .interrupt
    case "softirq", "timer", "tasklet", "napi", "rcu-callback": .softInterrupt
    default: .task
    }
  }

  /// Code that may not sleep wherever it runs.
  static func isAtomic(_ context: String) -> Bool {
    level(context) != .task || kind(of: context) == "atomic"
  }

  /// I/O that is submitted is only queued until the context's outermost submit returns.
  static func isBioList(_ context: String) -> Bool { kind(of: context) == "bio-list" }

  /// The completion of I/O by a device.
  static func isDevice(_ context: String) -> Bool { kind(of: context) == "io-completion" }

  /// The functions that `call_rcu` was given.
  static func isCallback(_ context: String) -> Bool { kind(of: context) == "rcu-callback" }

  /// What direct reclaim calls: a shrinker, write-back.
  static func isReclaim(_ context: String) -> Bool { kind(of: context) == "reclaim" }

  private static func kind(of context: String) -> String {
    String(context.prefix { $0 != " " })
  }
}
