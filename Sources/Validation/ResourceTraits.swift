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
    case gracePeriod
    case memallocScope
    /// What changes nothing that a scenario knows of.
    case otherScope

    /// Whether a step of this action is done to a resource in this role, rather than to another one of
    /// the same name: an SRCU domain has readers and grace periods.
    fileprivate func takes(_ action: Step.Action) -> Bool {
      switch action {
      case .enter, .leave:
        switch self {
        case .section, .readers, .memallocScope, .otherScope: true
        default: false
        }
      case .acquire, .tryAcquire, .release: if case .lock = self { true } else { false }
      case .queue: self == .execution
      case .submit: self == .request
      case .wait, .signal, .allocate:
        switch self {
        case .section, .readers, .memallocScope, .otherScope: false
        default: true
        }
      case .call, .sleep, .assert: false
      }
    }
  }

  /// The kinds of the finding's resources, by name.
  private let kinds: [String: [String]]

  /// `section`: what a finding is about that one task has; a spinlock that sleeps is then a section in which
  /// only others of its kind may be waited for, as the kernel's checks have it.
  init(_ resources: [Resource], section: Resource? = nil) {
    kinds = Dictionary(grouping: resources, by: \.name).mapValues { same in
      same.map { $0 == section ? Self.spinning[$0.kind] ?? $0.kind : $0.kind }
    }
  }

  /// What locks are that sleep on PREEMPT_RT, on other kernels.
  private static let spinning = ["sleeping-spinlock": "spinlock", "sleeping-rwlock": "rwlock"]

  /// The role of a step's resource; nil for a step without one. A resource that the finding does not
  /// list, such as a lock around it all, is told by its own name if that is a kind, and else by what
  /// is done to it.
  func role(of step: Step) -> Role? {
    guard let name = step.resource else { return nil }
    let roles = (kinds[name] ?? [name]).compactMap(Self.role)
    if let role = roles.first(where: { $0.takes(step.action) }) { return role }
    if let role = roles.first, kinds[name]?.count == 1 || kinds[name] == nil { return role }
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
    (kinds[name] ?? [name]).contains {
      if case .section = Self.role(ofKind: $0) { true } else { false }
    }
  }

  /// The readers that a section belongs to, or that a grace period waits for: one SRCU domain, or one
  /// flavour of RCU, whose sections and grace periods differ in their letters' case.
  static func domain(of name: String) -> String { name.lowercased() }

  /// Whether somebody waits for the end of such sections.
  static func hasGracePeriods(kind: String) -> Bool {
    ["rcu", "rcu-sched", "rcu-bh", "srcu"].contains(kind)
  }

  /// The vocabulary's words; nil for a word that is not among them.
  static func role(ofKind kind: String) -> Role? {
    switch kind {
    case "mutex", "rt-mutex", "ww-mutex", "semaphore", "folio-lock", "buffer-lock",
      "sleeping-spinlock":
      .lock(isShared: false, spins: false)
    case "spinlock", "seqlock", "bit-lock": .lock(isShared: false, spins: true)
    case "rwsem", "percpu-rwsem", "sleeping-rwlock": .lock(isShared: true, spins: false)
    case "rwlock": .lock(isShared: true, spins: true)
    case "completion", "wait-queue", "bit", "writeback", "mempool": .event
    case "work", "workqueue", "kthread", "timer", "tasklet", "irq", "napi", "method":
      .execution
    case "io": .request
    case "reclaim": .reclaim
    case "grace-period": .gracePeriod
    case "rcu", "rcu-sched", "preemption-off", "local-lock": .section(.preemption)
    case "rcu-bh", "bh-off": .section(.softInterrupts)
    case "irq-off": .section(.interrupts)
    case "srcu": .readers
    case "memalloc-noio", "memalloc-nofs", "memalloc-noreclaim": .memallocScope
    case "faults-off", "irq-line-off": .otherScope
    default: nil
    }
  }
}
