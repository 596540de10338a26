import Findings

/// What a finding's evidence says as a whole, before it becomes steps.
struct EvidenceFacts: Sendable {
  let variant: ScenarioVariant
  /// Those that have steps.
  let tasks: [Findings.Task]
  /// A name for each task, told apart by a number where two have the same.
  let names: [String]
  let traits: ResourceTraits
  let contexts: ContextTraits
  /// Locks that a task waits for and another one signals: they are waited for like an event.
  let signalledLocks: Set<String>
  /// Whether it is about sleeping where nothing may sleep.
  let isAtomic: Bool
  /// The task whose allocation enters reclaim whatever its mask says.
  let reclaiming: Int?

  init(_ finding: Finding, variant: ScenarioVariant) {
    let traits = ResourceTraits(finding.resources)
    let tasks = finding.tasks.filter { !$0.steps.isEmpty }
    self.variant = variant
    self.tasks = tasks
    self.traits = traits
    contexts = ContextTraits(tasks)
    names = Self.distinct(tasks.map(\.name))
    let steps = tasks.flatMap(\.steps)
    let signals = Set(steps.filter { $0.action == .signal }.compactMap(\.resource))
    signalledLocks = signals.filter { name in
      !tasks.contains { Self.holdsOn($0, to: name) }
    }
    isAtomic = Self.isAtomic(finding, tasks, traits)
    reclaiming = tasks.firstIndex { task in
      task.steps.contains { $0.action == .allocate && traits.isReclaim($0) }
    }
  }

  /// Whether the task takes the lock and then goes on to block for something else.
  private static func holdsOn(_ task: Findings.Task, to name: String) -> Bool {
    guard
      let taken = task.steps.firstIndex(where: { $0.action == .acquire && $0.resource == name })
    else { return false }
    for step in task.steps[(taken + 1)...] {
      switch step.action {
      case .release where step.resource == name: return false
      case .acquire, .wait, .allocate, .sleep: return true
      case .call, .tryAcquire, .release, .enter, .leave, .signal, .submit, .queue, .assert: continue
      }
    }
    return false
  }

  private static func isAtomic(
    _ finding: Finding, _ tasks: [Findings.Task], _ traits: ResourceTraits
  ) -> Bool {
    if let first = finding.resources.first, traits.isSection(first.name) { return true }
    guard tasks.count == 1, let task = tasks.first else { return false }
    return ContextTraits.isAtomic(task.context)
      || task.steps.contains { step in
        switch traits.role(of: step) {
        case .section: step.action == .enter
        case .lock(_, let spins): spins && step.action == .acquire
        case .event, .execution, .request, .reclaim, .readers, .memallocScope, nil: false
        }
      }
  }

  private static func distinct(_ names: [String]) -> [String] {
    var counts: [String: Int] = [:]
    return names.map { name in
      counts[name, default: 0] += 1
      let count = counts[name] ?? 1
      return count == 1 ? name : "\(name) (\(count))"
    }
  }
}
