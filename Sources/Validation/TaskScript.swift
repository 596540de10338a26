import Findings

/// Turns a task of the evidence, step by step, into what its actor does.
struct TaskScript {
  /// The I/O that direct reclaim has to wait for.
  static let reclaim = "I/O of reclaim"
  static let reclaimBegins = "I/O of reclaim is wanted"
  static let reclaimEnds = "I/O of reclaim is done"
  /// What a mask without I/O says that the caller is in the middle of.
  static let callersPath = "what the caller's mask protects"

  /// The event that I/O as such is over.
  static func completion(of request: String) -> String { "completion of \(request)" }

  /// What has to be undone before the task ends.
  private struct Hold {
    let undo: ScenarioDeed
    let resource: String
    let move: Validation.Move
  }

  private let facts: EvidenceFacts
  private let task: Findings.Task
  private let name: String
  private(set) var steps: [ScenarioStep] = []
  private(set) var locks: [String: ScenarioLock] = [:]
  private(set) var assumptions: [String] = []
  /// What the I/O of reclaim needs, if this task starts it and no task of the evidence stands for it.
  private(set) var reclaimNeeds: (lock: String?, move: Validation.Move)?
  private var holds: [Hold] = []
  private var postponed: [(request: String, move: Validation.Move)] = []
  /// The memalloc scopes that are open.
  private var scopes: [String] = []
  private let servesReclaim: Bool
  /// What waits for the task as an execution: the item or thread that it is.
  private let executions: Set<String>

  init(_ facts: EvidenceFacts, task index: Int) {
    self.facts = facts
    task = facts.tasks[index]
    name = facts.names[index]
    servesReclaim = facts.reclaimers.contains(index)
    executions = Set(
      [ContextTraits.object(of: facts.tasks[index].context), facts.executions[index]]
        .compactMap { $0 })
  }

  /// Makes all steps, from whatever lets the task begin to giving back what it still holds.
  mutating func run() {
    guard let first = task.steps.first, let last = task.steps.last else { return }
    begin(move(first, action: "start"))
    for step in task.steps { add(step) }
    end(move(last, action: "return"))
  }

  // MARK: Begin and end

  private mutating func begin(_ move: Validation.Move) {
    if facts.contexts.serialised.contains(task.context),
      facts.variant != .withoutSerialisation(task.context)
    {
      let turn = "turn of \(task.context)"
      locks[turn] = ScenarioLock(name: turn, isShared: false, spins: false)
      take(turn, .exclusive, move.with(action: "start", resource: task.context))
    }
    if servesReclaim {
      steps.append(
        ScenarioStep(
          deed: .wait(Self.reclaimBegins),
          move: move.with(action: "start", resource: Self.reclaim)))
    }
  }

  /// What is held goes back in reverse order; only then does the outermost submit return, and issue
  /// what was only queued.
  private mutating func end(_ move: Validation.Move) {
    for hold in holds.reversed() where !facts.keepsLocks { undo(hold, move) }
    holds = []
    for (request, place) in postponed {
      steps.append(
        ScenarioStep(
          deed: .issue(request), move: place.with(action: "issue", resource: request)))
    }
    if servesReclaim {
      steps.append(
        ScenarioStep(
          deed: .signal(Self.reclaimEnds),
          move: move.with(action: "complete", resource: Self.reclaim)))
    }
    for execution in executions.sorted() + (callbacks.map { [$0] } ?? []) {
      steps.append(
        ScenarioStep(
          deed: .signal(execution), move: move.with(action: "return", resource: execution)))
    }
  }

  /// What `rcu_barrier` waits for, if the task is a callback and another one does.
  private var callbacks: String? {
    guard ContextTraits.isCallback(task.context) else { return nil }
    return facts.tasks.flatMap(\.steps).first {
      $0.action == .wait && facts.traits.role(of: $0) == .gracePeriod
        && !facts.domains.contains(ResourceTraits.domain(of: $0.resource ?? ""))
    }?.resource
  }

  // MARK: Steps

  private mutating func add(_ step: Step) {
    let place = move(step, action: step.action.rawValue)
    switch step.action {
    case .call, .assert, .queue: break
    case .acquire: acquire(step, place)
    case .tryAcquire: attempt(step, place)
    case .release, .leave: giveBack(step, place)
    case .enter: enter(step, place)
    case .wait: wait(step, place)
    case .signal: signal(step, place)
    case .allocate: allocate(step, place)
    case .submit: submit(step.resource ?? "I/O", place)
    case .sleep: append(.sleep, place)
    }
  }

  private mutating func acquire(_ step: Step, _ place: Validation.Move) {
    guard let name = step.resource else { return }
    guard declare(name, step) else { return append(.wait(name), place) }
    guard facts.variant != .withoutLock(name) else { return }
    take(name, use(step), place.with(action: word("acquire", step), resource: name))
  }

  private mutating func attempt(_ step: Step, _ place: Validation.Move) {
    guard let name = step.resource, declare(name, step), facts.variant != .withoutLock(name) else {
      return
    }
    append(.attempt(name, use(step)), place)
    holds.append(Hold(undo: .release(name, use(step)), resource: name, move: place))
  }

  private mutating func enter(_ step: Step, _ place: Validation.Move) {
    guard let name = step.resource else { return }
    let domain = ResourceTraits.domain(of: name)
    switch facts.traits.role(of: step) {
    case .section where facts.domains.contains(domain),
      .readers where facts.domains.contains(domain):
      append(.read(domain), place)
      holds.append(Hold(undo: .stopReading(domain), resource: name, move: place))
    case .memallocScope where facts.variant != .withoutScopes: scopes.append(name)
    case .section(let section):
      append(.enter(section), place)
      holds.append(Hold(undo: .leave(section), resource: name, move: place))
    default: break
    }
  }

  /// What the path gives back before its end. What it does not hold, it got before the path began.
  private mutating func giveBack(_ step: Step, _ place: Validation.Move) {
    if step.action == .leave, let open = scopes.lastIndex(where: { $0 == step.resource }) {
      scopes.remove(at: open)
    }
    if facts.misreleases, let name = step.resource, declare(name, step),
      !holds.contains(where: { $0.undo == .release(name, use(step)) })
    {
      return append(.release(name, use(step)), place)
    }
    guard let index = holds.lastIndex(where: { $0.resource == step.resource }) else { return }
    undo(holds.remove(at: index), place)
  }

  private mutating func wait(_ step: Step, _ place: Validation.Move) {
    guard let name = step.resource else { return append(.sleep, place) }
    let role = facts.traits.role(of: step)
    let domain = ResourceTraits.domain(of: name)
    if role == .gracePeriod, facts.domains.contains(domain) {
      return append(.synchronize(domain), place)
    }
    guard role == .request else { return append(.wait(name), place) }
    if ContextTraits.isDevice(task.context), steps.isEmpty {
      append(.serve(name), place.with(action: "serve", resource: name))
    } else {
      append(.wait(Self.completion(of: name)), place)
    }
  }

  private mutating func signal(_ step: Step, _ place: Validation.Move) {
    guard let name = step.resource else { return }
    if case .lock = facts.traits.role(of: step), !facts.signalledLocks.contains(name) { return }
    append(.signal(name), place)
  }

  /// Under a bio list the I/O is only queued.
  private mutating func submit(_ request: String, _ place: Validation.Move) {
    let isQueued = ContextTraits.isBioList(task.context)
    append(.submit(request, isQueued: isQueued), place)
    if isQueued { postponed.append((request, place)) }
  }

  private mutating func allocate(_ step: Step, _ place: Validation.Move) {
    let mask = AllocationWords(step.mode)
    if facts.traits.isReclaim(step) {
      return facts.showsReclaim && !mask.mayReclaim ? append(.pass, place) : reclaim(mask, place)
    }
    guard mask.mayReclaim else { return }
    if let pool = step.resource { append(.wait(pool), place) } else { append(.sleep, place) }
  }

  // MARK: Reclaim

  /// Page tables are allocated with all that `GFP_KERNEL` may do: reclaim starts I/O and waits for it. What
  /// the evidence shows of reclaim is done on the allocating task's behalf too, which waits meanwhile.
  private mutating func reclaim(_ mask: AllocationWords, _ place: Validation.Move) {
    let waiting = place.with(action: "wait", resource: Self.reclaim)
    // A scope for file systems alone keeps nobody out of the block layer.
    let isCovered =
      scopes.contains { $0 != "memalloc-nofs" } || (!scopes.isEmpty && !mask.forbidsIO)
    guard !isCovered else { return append(.pass, place) }
    if ContextTraits.isBioList(task.context) {
      submit(Self.reclaim, place)
      return append(.wait(Self.completion(of: Self.reclaim)), waiting)
    }
    if facts.tasks.count == 1 { needForReclaim(mask, place) }
    append(.signal(Self.reclaimBegins), place)
    append(.wait(Self.reclaimEnds), waiting)
  }

  /// Without evidence of who does the I/O, the caller's mask tells what that I/O would run into.
  private mutating func needForReclaim(_ mask: AllocationWords, _ place: Validation.Move) {
    guard !mask.mayEnterIO else {
      reclaimNeeds = (nil, place)
      return
    }
    let forbidden = mask.forbidsIO ? "I/O" : "entering a file system"
    if let held = holds.last(where: { locks[$0.resource] != nil }) {
      assumptions.append(
        "the mask forbids \(forbidden) here: taken as a sign that what reclaim starts needs "
          + held.resource)
      reclaimNeeds = (held.resource, place)
      return
    }
    assumptions.append(
      "the mask forbids \(forbidden) here: taken as a sign that a caller is in the middle of what "
        + "reclaim would need")
    let path = Self.callersPath
    locks[path] = ScenarioLock(name: path, isShared: false, spins: false)
    let entering = place.with(action: "acquire", resource: path)
    steps.insert(ScenarioStep(deed: .acquire(path, .exclusive), move: entering), at: 0)
    holds.insert(Hold(undo: .release(path, .exclusive), resource: path, move: entering), at: 0)
    reclaimNeeds = (path, place)
  }

  // MARK: Parts

  private mutating func append(_ deed: ScenarioDeed, _ move: Validation.Move) {
    steps.append(ScenarioStep(deed: deed, move: move))
  }

  private mutating func take(_ lock: String, _ use: ScenarioDeed.Use, _ move: Validation.Move) {
    append(.acquire(lock, use), move)
    holds.append(Hold(undo: .release(lock, use), resource: lock, move: move))
  }

  private mutating func undo(_ hold: Hold, _ place: Validation.Move) {
    append(hold.undo, place.with(action: hold.undo.word, resource: hold.resource))
  }

  /// Whether it is a lock that is waited for as a lock. Notes what is known of it.
  private mutating func declare(_ name: String, _ step: Step) -> Bool {
    guard case .lock(let isShared, let spins) = facts.traits.role(of: step),
      !facts.signalledLocks.contains(name)
    else { return false }
    locks[name] = ScenarioLock(name: name, isShared: isShared, spins: spins)
    return true
  }

  private func use(_ step: Step) -> ScenarioDeed.Use { step.mode == "read" ? .read : .exclusive }

  private func word(_ base: String, _ step: Step) -> String {
    step.mode.map { ["read", "write"].contains($0) ? "\(base)-\($0)" : base } ?? base
  }

  private func move(_ step: Step, action: String) -> Validation.Move {
    Validation.Move(
      task: name, action: action, resource: step.resource, file: step.file, line: step.line)
  }
}

extension Validation.Move {
  /// The same task and place, another deed.
  fileprivate func with(action: String, resource: String?) -> Validation.Move {
    Validation.Move(task: task, action: action, resource: resource, file: file, line: line)
  }
}
