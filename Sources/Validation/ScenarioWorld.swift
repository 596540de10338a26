import Findings

/// A scenario while it is being made.
struct ScenarioWorld {
  private let facts: EvidenceFacts
  private var locks: [String: ScenarioLock] = [:]
  private var actors: [ScenarioActor] = []
  private var assumptions: [String] = []
  /// What reclaim is stopped by, when no other task of the evidence says.
  private var reclaimNeeds: (lock: String?, move: Validation.Move)?

  init(_ facts: EvidenceFacts) {
    self.facts = facts
  }

  // MARK: The evidence

  /// Adds an actor for a task of the evidence.
  mutating func addTask(_ index: Int) {
    var script = TaskScript(facts, task: index)
    script.run()
    locks.merge(script.locks) { first, second in
      ScenarioLock(
        name: first.name, isShared: first.isShared || second.isShared,
        spins: first.spins || second.spins)
    }
    assumptions += script.assumptions
    reclaimNeeds = reclaimNeeds ?? script.reclaimNeeds
    let context = facts.tasks[index].context
    actors.append(
      ScenarioActor(
        name: facts.names[index], level: ContextTraits.level(context),
        isAtomic: facts.isAtomic && ContextTraits.isAtomic(context), interrupted: nil,
        steps: script.steps))
  }

  // MARK: What the shape needs besides

  /// Adds whoever the evidence does not name: devices, the I/O of reclaim, another writer if the
  /// variant wants one, and for a sleep in an atomic section those that make it block.
  mutating func addEnvironment() {
    addReclaim()
    addDevices()
    if case .withWriter(let lock) = facts.variant, let move = firstMove(on: lock) {
      add("a writer", [.acquire(lock, .exclusive), .release(lock, .exclusive)], like: move)
    }
    if facts.isAtomic { addContention() }
    if facts.keepsLocks { addNextHolders() }
  }

  /// Who comes for a lock that was kept, or waits for the end of a section that was.
  private mutating func addNextHolders() {
    for step in actors.flatMap(\.steps) {
      switch step.deed {
      case .acquire(let lock, _), .attempt(let lock, _):
        let next: [ScenarioDeed] = [.acquire(lock, .exclusive), .release(lock, .exclusive)]
        add("the next task", next, like: step.move)
      case .read(let domain): add("the next task", [.synchronize(domain)], like: step.move)
      default: continue
      }
    }
  }

  private mutating func addReclaim() {
    if !signalled.contains(TaskScript.reclaimBegins) {
      // Nobody's mask lets it begin.
      actors.removeAll { $0.steps.first?.deed == .wait(TaskScript.reclaimBegins) }
    }
    guard let (lock, move) = reclaimNeeds else { return }
    let needs: [ScenarioDeed] =
      lock.map { [.acquire($0, .exclusive), .release($0, .exclusive)] } ?? []
    add(
      "I/O of reclaim",
      [.wait(TaskScript.reclaimBegins)] + needs + [.signal(TaskScript.reclaimEnds)], like: move)
  }

  /// A device for each request that nobody in the evidence completes; and whoever does complete one
  /// lets those through who wait for the I/O itself.
  private mutating func addDevices() {
    for request in requests {
      let event = TaskScript.completion(of: request)
      let server = actors.firstIndex { $0.serves(request) }
      guard waited.contains(event) || server == nil else { continue }
      if let server, let last = actors[server].steps.last {
        let actor = actors[server]
        actors[server] = actor.with(
          steps: actor.steps + [
            Self.step(.signal(event), "complete", of: actor.name, request, last.move)
          ])
      } else if let move = firstMove(on: request) {
        add("device of \(request)", [.serve(request), .signal(event)], like: move)
      }
    }
  }

  /// A task that holds each lock that may have to be slept for, and one that signals each event.
  private mutating func addContention() {
    for step in actors.flatMap(\.steps) {
      switch step.deed {
      case .acquire(let name, _) where locks[name]?.spins == false:
        guard actors.count(where: { $0.steps.contains { $0.deed.acquires(name) } }) == 1 else {
          continue
        }
        add(
          "another task", [.acquire(name, .exclusive), .release(name, .exclusive)], like: step.move)
      case .wait(let event) where !signalled.contains(event):
        add("another task", [.signal(event)], like: step.move)
      default: continue
      }
    }
  }

  private mutating func add(_ name: String, _ deeds: [ScenarioDeed], like move: Validation.Move) {
    actors.append(
      ScenarioActor(
        name: name, level: .task, isAtomic: false, interrupted: nil,
        steps: deeds.map { deed in
          // Reclaim's I/O waits for nothing but its turn to begin.
          deed == .wait(TaskScript.reclaimBegins)
            ? Self.step(deed, "start", of: name, TaskScript.reclaim, move)
            : Self.step(deed, deed.word, of: name, deed.resource ?? move.resource, move)
        }))
  }

  private static func step(
    _ deed: ScenarioDeed, _ action: String, of actor: String, _ resource: String?,
    _ place: Validation.Move
  ) -> ScenarioStep {
    ScenarioStep(
      deed: deed,
      move: Validation.Move(
        task: actor, action: action, resource: resource, file: place.file, line: place.line))
  }

  private func firstMove(on resource: String) -> Validation.Move? {
    actors.flatMap(\.steps).first { $0.deed.resource == resource || $0.move.resource == resource }?
      .move
  }

  // MARK: The result

  /// What is waited for and never signalled.
  var unsignalled: String? { waited.sorted().first { !signalled.contains($0) } }

  /// The scenarios: one for each way to place the interrupts, everything in a fixed order.
  func scenarios(named name: String) -> [Scenario] {
    InterruptPlacement.all(of: actors.map { $0.with(steps: $0.steps.filter(matters)) })
      .map { scenario(named: name, $0) }
  }

  private func scenario(named name: String, _ placed: [ScenarioActor]) -> Scenario {
    let handlers = placed.filter { $0.level != .task }
    let keepsSpinning = facts.isAtomic || placed.contains { $0.interrupted != nil }
    // In a plain cycle a handler that would sleep is not what is looked for: it spins.
    let spun = facts.isAtomic ? [] : handlers.reduce(into: Set()) { $0.formUnion($1.locks) }
    return Scenario(
      name: name,
      locks: locks.values.sorted { $0.name < $1.name }.map {
        ScenarioLock(
          name: $0.name, isShared: $0.isShared,
          spins: ($0.spins && keepsSpinning) || (keepsSpinning && spun.contains($0.name)))
      },
      events: waited.union(signalled).sorted(), requests: requests, domains: domains,
      issued: Set(requests).subtracting(submitted), completions: completions, actors: placed,
      isAtomic: facts.isAtomic,
      assumptions: assumptions)
  }

  /// Whether anybody could tell if the step was left out. Signals of the evidence stay, to be shown.
  private func matters(_ step: ScenarioStep) -> Bool {
    guard case .signal(let event) = step.deed else { return true }
    return step.move.action == "signal" || waited.contains(event)
  }

  private var deeds: [ScenarioDeed] { actors.flatMap { $0.steps.map(\.deed) } }

  private var waited: Set<String> {
    Set(deeds.compactMap { if case .wait(let event) = $0 { event } else { nil } })
  }

  private var signalled: Set<String> {
    Set(deeds.compactMap { if case .signal(let event) = $0 { event } else { nil } })
  }

  private var submitted: Set<String> {
    Set(deeds.compactMap { if case .submit(let request, _) = $0 { request } else { nil } })
  }

  /// By submitted request, the events that nobody but its device signals.
  private var completions: [String: [String]] {
    var completions: [String: [String]] = [:]
    for request in submitted {
      let (devices, others) = (
        actors.filter { $0.serves(request) }, actors.filter { !$0.serves(request) }
      )
      let signalled = Set(devices.flatMap(\.signals)).subtracting(others.flatMap(\.signals))
      completions[request] = signalled.intersection(waited).sorted()
    }
    return completions
  }

  private var requests: [String] {
    Set(
      deeds.compactMap {
        switch $0 {
        case .submit(let request, _), .serve(let request): request
        default: nil
        }
      }
    ).sorted()
  }

  private var domains: [String] {
    Set(
      deeds.compactMap {
        switch $0 {
        case .read(let domain), .stopReading(let domain), .synchronize(let domain): domain
        default: nil
        }
      }
    ).sorted()
  }
}
