import Findings

/// What validation needs to know of the resources of a finding, by the words that findings use for
/// kinds.
struct ResourceTraits: Hashable, Sendable {
  /// What role a resource plays.
  enum Role: Hashable, Sendable {
    case lock(isShared: Bool, spins: Bool)
    case event
    case execution
    case request
    case reclaim
    case section(ScenarioDeed.Section)
    /// Readers that a grace period waits for, and that may sleep.
    case readers
    case memallocScope
  }

  /// The kinds of the finding's resources, by name.
  private let kinds: [String: String]

  init(_ resources: [Resource]) {
    kinds = Dictionary(
      resources.map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
  }

  /// The role of a step's resource; nil for a step without one. A resource that the finding does not
  /// list, such as a lock around it all, is told by its own name if that is a kind, and else by what
  /// is done to it.
  func role(of step: Step) -> Role? {
    guard let name = step.resource else { return nil }
    if let role = Self.role(ofKind: kinds[name] ?? name) { return role }
    switch step.action {
    case .acquire, .tryAcquire, .release:
      return .lock(isShared: step.mode == "read" || step.mode == "write", spins: false)
    case .enter, .leave: return .section(.preemption)
    case .submit: return .request
    case .queue: return .execution
    case .call, .wait, .signal, .allocate, .sleep, .assert: return .event
    }
  }

  func isReclaim(_ step: Step) -> Bool { role(of: step) == .reclaim }

  func isSection(_ name: String) -> Bool {
    if case .section = Self.role(ofKind: kinds[name] ?? name) { return true }
    return false
  }

  /// The vocabulary's words; nil for a word that is not among them.
  private static func role(ofKind kind: String) -> Role? {
    switch kind {
    case "mutex", "rt-mutex", "ww-mutex", "semaphore", "folio-lock", "buffer-lock":
      .lock(isShared: false, spins: false)
    case "spinlock", "seqlock", "bit-lock": .lock(isShared: false, spins: true)
    case "rwsem", "percpu-rwsem": .lock(isShared: true, spins: false)
    case "rwlock": .lock(isShared: true, spins: true)
    case "completion", "wait-queue", "bit", "writeback", "mempool", "grace-period": .event
    case "work", "workqueue", "kthread", "timer", "tasklet", "irq", "napi": .execution
    case "io": .request
    case "reclaim": .reclaim
    case "rcu", "rcu-sched", "preemption-off": .section(.preemption)
    case "rcu-bh", "bh-off": .section(.softInterrupts)
    case "irq-off": .section(.interrupts)
    case "srcu": .readers
    case "memalloc-noio", "memalloc-nofs": .memallocScope
    default: nil
    }
  }
}
