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
  /// The task whose allocation enters reclaim.
  let reclaiming: Int?
  /// The tasks that are what reclaim does then. Without one among them that says so, all others.
  let reclaimers: Set<Int>
  /// Whether the evidence shows what reclaim does: then the mask decides whether it is entered.
  let showsReclaim: Bool
  /// By task, the execution that it is, if the cycle says so.
  let executions: [String?]
  /// The readers whose grace period some task waits for.
  let domains: Set<String>
  /// Whether the only thing that a task does wrong is to keep what it took.
  let keepsLocks: Bool
  /// Whether the task ends by giving back what it does not have.
  let misreleases: Bool

  init(_ finding: Finding, variant: ScenarioVariant) {
    let tasks = finding.tasks.filter { !$0.steps.isEmpty }
    let traits = ResourceTraits(
      finding.resources, section: tasks.count == 1 ? finding.resources.first : nil)
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
    let kept = Self.keptReaders(finding, tasks)
    domains = Self.domains(tasks, traits).union(kept.map { [$0] } ?? [])
    keepsLocks = kept != nil || Self.keepsLocks(finding, tasks, traits)
    misreleases =
      tasks.count == 1 && steps.last?.action == .release
      && steps.last?.resource == finding.resources.first?.name
    isAtomic =
      domains.isEmpty && !keepsLocks && !misreleases && Self.isAtomic(finding, tasks, traits)
    let reclaiming = tasks.firstIndex { task in
      task.steps.contains { $0.action == .allocate && traits.isReclaim($0) }
    }
    self.reclaiming = reclaiming
    let shown = Set(tasks.indices.filter { ContextTraits.isReclaim(tasks[$0].context) })
    showsReclaim = !shown.isEmpty
    reclaimers =
      reclaiming.map { shown.isEmpty ? Set(tasks.indices).subtracting([$0]) : shown } ?? []
    executions = Self.executions(finding, tasks, traits)
  }

  /// The sections that some task is in while another one waits for their end.
  private static func domains(_ tasks: [Findings.Task], _ traits: ResourceTraits) -> Set<String> {
    let steps = tasks.flatMap(\.steps)
    let read = steps.filter { $0.action == .enter }.compactMap(\.resource)
    let awaited = steps.filter { traits.role(of: $0) == .gracePeriod && $0.action == .wait }
      .compactMap(\.resource)
    return Set(read.map(ResourceTraits.domain)).intersection(awaited.map(ResourceTraits.domain))
  }

  /// Resources and tasks are both in the order of the cycle: the task of an execution is that execution.
  private static func executions(
    _ finding: Finding, _ tasks: [Findings.Task], _ traits: ResourceTraits
  ) -> [String?] {
    tasks.indices.map { index in
      guard finding.tasks == tasks, finding.resources.indices.contains(index),
        ResourceTraits.role(ofKind: finding.resources[index].kind) == .execution
      else { return nil }
      return finding.resources[index].name
    }
  }

  /// The readers among which the one task stays for ever: the last that it does is to become one.
  private static func keptReaders(_ finding: Finding, _ tasks: [Findings.Task]) -> String? {
    guard tasks.count == 1, let resource = finding.resources.first,
      ResourceTraits.hasGracePeriods(kind: resource.kind),
      let last = tasks[0].steps.last(where: { $0.action != .call }),
      last.action == .enter, last.resource == resource.name
    else { return nil }
    return ResourceTraits.domain(of: resource.name)
  }

  /// One task, which takes a lock, blocks for nothing else, and does not give the lock back.
  private static func keepsLocks(
    _ finding: Finding, _ tasks: [Findings.Task], _ traits: ResourceTraits
  ) -> Bool {
    guard tasks.count == 1, let resource = finding.resources.first,
      case .lock(_, let spins) = ResourceTraits.role(ofKind: resource.kind),
      spins || !ContextTraits.isAtomic(tasks[0].context)
    else { return false }
    let steps = tasks[0].steps.filter { $0.action != .call }
    func takes(_ step: Step) -> Bool { step.action == .acquire || step.action == .tryAcquire }
    guard let taken = steps.lastIndex(where: takes), steps[taken].resource == resource.name else {
      return false
    }
    return steps.count { takes($0) && $0.resource == resource.name } == 1
      && !steps[(taken + 1)...].contains { step in
        switch step.action {
        case .wait, .allocate, .sleep, .signal, .submit, .queue: true
        case .release: step.resource == resource.name
        case .call, .acquire, .tryAcquire, .enter, .leave, .assert: false
        }
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
        case .event, .execution, .request, .reclaim, .readers, .gracePeriod, .memallocScope,
          .otherScope,
          nil:
          false
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
