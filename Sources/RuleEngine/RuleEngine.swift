package import Findings
package import RuleCatalog
package import WaitGraph

/// Matches rules on a graph.
package struct RuleEngine {
  let graph: WaitGraph
  private let rules: [Rule]
  private let probes: [String: Bool]
  let tasks: TaskBuilder

  /// - Parameters:
  ///   - graph: what to search.
  ///   - rules: what to look for.
  ///   - probes: what is true of the tree, by the probe's identifier.
  package init(graph: WaitGraph, rules: [Rule], probes: [String: Bool]) {
    self.graph = graph
    self.rules = rules
    self.probes = probes
    tasks = TaskBuilder(graph: graph)
  }

  /// All findings of all rules, not yet validated, in a stable order; equal ones once, with the most
  /// direct evidence.
  ///
  /// - Complexity: linear in the edges for rules without cycles; see `CycleFinder` for the others.
  package func findings() -> [Finding] {
    let needsCycles = rules.contains { if case .cycle = $0.match { true } else { false } }
    let cycles = needsCycles ? allCycles() : []
    var best: [[String]: Candidate] = [:]
    for candidate in rules.concurrentMap({ candidates(for: $0, cycles) }).joined() {
      if let known = best[candidate.key], !candidate.isBetter(than: known) { continue }
      best[candidate.key] = candidate
    }
    return best.values.map(\.finding).sorted {
      ($0.location.file, $0.location.line, $0.rule, $0.fingerprint)
        < ($1.location.file, $1.location.line, $1.rule, $1.fingerprint)
    }
  }

  private func candidates(for rule: Rule, _ cycles: [Cycle]) -> [Candidate] {
    switch rule.match {
    case .blocking(let sections, let contexts, let except):
      blocking(under: Set(sections), except, rule) + blocking(in: Set(contexts), except, rule)
    case .interruptedBy(let contexts): interrupted(by: Set(contexts), rule)
    case .unbalanced(let kinds, let contexts, let declaredBy):
      unbalanced(Set(kinds), contexts: Set(contexts), declaredBy: Set(declaredBy), rule)
        + misreleased(Set(kinds), declaredBy: Set(declaredBy), rule)
    case .maskIgnored: ignoredMasks(rule)
    case .cycle(let patterns, let writerOf):
      matching(
        CycleMatcher(patterns: patterns, writerOf: writerOf, resources: graph.resources), cycles,
        rule)
    }
  }

  private func allCycles() -> [Cycle] {
    let executions = ExecutionTable(graph: graph)
    let finders: [@Sendable () -> [Cycle]] = [
      { CycleFinder(graph: graph).cycles() },
      { LockCycleFinder(graph: graph).cycles() },
      { ExecutionCycleFinder(graph: graph, executions: executions).cycles() },
      { GracePeriodCycleFinder(graph: graph).cycles() },
      { DeferredReclaimFinder(graph: graph).cycles() },
      { OwnExecutionFinder(graph: graph, executions: executions).cycles() },
    ]
    return finders.concurrentMap { $0() }.flatMap(\.self)
  }

  // MARK: Masks that are not honoured

  private func ignoredMasks(_ rule: Rule) -> [Candidate] {
    graph.activations.flatMap { activation in
      graph.effects(of: activation).compactMap { effect in
        guard case .ignoredMask(let mask) = graph[effect].kind, !isHonoured(graph[effect]) else {
          return nil
        }
        return ignoredMask(mask, effect, activation, rule)
      }
    }
  }

  /// Whether the tree's allocator takes the mask to all that it allocates.
  private func isHonoured(_ effect: EffectKey) -> Bool {
    guard let resource = effect.resource, case .named(let probe) = graph.resources[resource].object
    else { return true }
    return probes[probe] == true
  }

  private func ignoredMask(
    _ mask: Int64, _ effect: EffectID, _ activation: Activation, _ rule: Rule
  ) -> Candidate? {
    let path = graph.path(to: effect, in: activation.summary)
    guard let last = path.last else { return nil }
    let place = location(of: last.ordinal, in: last.function)
    let callee = graph.callee(of: last.ordinal, in: last.function)
    let name = graph.gfp.describe(mask)
    var steps = tasks.steps(along: path, to: effect)
    steps.removeLast()
    steps.append(
      Step(
        action: .allocate, resource: "page tables", mode: name, file: place.file, line: place.line,
        function: place.function, callee: callee))
    return candidate(
      rule, key: [place.function, place.file, callee],
      detail: "\(callee) with \(name)",
      location: place, uses: [],
      tasks: [
        Task(
          name: graph.name(of: activation.function), context: tasks.context(of: activation),
          steps: steps)
      ],
      doubts: Doubts(calls: path.count, choices: graph.indirections(effect, activation)),
      resources: [Resource(name: "page tables", kind: ResourceKind.reclaim.rawValue)])
  }

  // MARK: Cycles

  private func matching(_ matcher: CycleMatcher, _ cycles: [Cycle], _ rule: Rule) -> [Candidate] {
    cycles.compactMap { cycle in
      guard let labels = matcher.match(cycle) else { return nil }
      return self.candidate(for: cycle, labels, rule)
    }
  }

  private func candidate(
    for cycle: Cycle, _ labels: [String: ResourceID], _ rule: Rule
  ) -> Candidate? {
    var built = tasks(of: cycle)
    if let lock = cycle.needsWriterOf, let writer = tasks.writer(of: lock) { built.append(writer) }
    guard let place = location(of: cycle) else { return nil }
    let names = cycle.edges.map { tasks.name(of: $0.from) }
    return candidate(
      rule, key: [submitter(in: cycle) ?? "\(place.file):\(place.line) \(place.function)"],
      detail: (names + [names[0]]).joined(separator: " waits for "), labels: labels,
      location: place, uses: uses(of: cycle), tasks: built,
      doubts: cycle.edges.reduce(Doubts()) { $0 + doubts(about: $1) } + doubts(about: cycle))
  }

  /// The tasks of a cycle. A lock that the callers of all of them may hold keeps them apart on these ways, and not
  /// on others.
  private func tasks(of cycle: Cycle) -> [Task] {
    let held = cycle.edges.map { edge -> Set<ResourceID> in
      guard case .hold(let hold) = edge.evidence else { return [] }
      return Set(
        (graph.entry(to: hold.summary)?.path ?? []).flatMap(\.held).map(\.use.resource).filter {
          graph.resources[$0].kind.family == .lock
        })
    }
    let common = held.dropFirst().reduce(held.count > 1 ? held[0] : []) { $0.intersection($1) }
    return cycle.edges.map { edge in
      guard !common.isEmpty, case .hold(let hold) = edge.evidence else { return task(of: edge) }
      return tasks.task(holding: hold, without: common)
    }
  }

  /// What a cycle leads through, in its order; then what is waited for under another name: a grace period,
  /// which the sections of readers keep from ending.
  private func uses(of cycle: Cycle) -> [LockUse] {
    let firsts = cycle.edges.map(\.from)
    return firsts
      + cycle.edges.map(\.to).filter { use in !firsts.contains { $0.resource == use.resource } }
  }

  /// What a cycle as a whole rests on. A task that waits for itself does so in one go: the callee is
  /// mostly written with its callers in mind, and asks what they hold, or is chosen by it.
  private func doubts(about cycle: Cycle) -> Doubts {
    guard cycle.edges.count == 1, case .hold(let hold) = cycle.edges[0].evidence else {
      return Doubts(
        calls: extraCalls(of: cycle),
        otherInstances: cycle.otherInstances + graph.otherOwners(in: cycle))
    }
    return Doubts(
      alternatives: graph.methods(on: hold) + (graph.knowsOfHolder(hold) ? 1 : 0),
      conditions: graph.conditions(of: hold))
  }

  /// What orders of locks weigh more that are found a long way down: each task must come to its second lock
  /// with the first one held, by calls that were not written with each other in mind.
  private func extraCalls(of cycle: Cycle) -> Int {
    let holds = cycle.edges.compactMap { edge in
      if case .hold(let hold) = edge.evidence { hold } else { nil }
    }
    guard holds.count > 1,
      cycle.edges.allSatisfy({ $0.kind == .holdAndWait || $0.kind == .flush })
    else { return 0 }
    return 2 * max(0, holds.reduce(0) { $0 + graph.path(of: $1).count } - Self.likelyCalls)
  }

  /// How many calls the tasks of an order of locks make together, as a rule.
  private static let likelyCalls = 10

  /// What the evidence of an edge rests on.
  private func doubts(about edge: GraphEdge) -> Doubts {
    var doubts = Doubts(
      choices: edge.indirections, otherStarts: edge.isByCompleter ? 0 : 1,
      otherInstances: edge.isOwnInstance ? 1 : 0, signalsBefore: edge.signalsBefore ? 1 : 0)
    switch edge.evidence {
    case .hold(let hold):
      doubts.alternatives = graph.mayBeLeftover(hold.held, in: hold.summary) ? 1 : 0
      doubts.choices += graph.isChoice(hold.held, in: hold.summary) ? 1 : 0
      let path = graph.path(of: hold)
      doubts.calls = path.count
      doubts.recursions = Set(path.map(\.function)).count < path.count ? max(0, path.count - 2) : 0
      doubts.detours = graph.detours(of: hold)
      doubts.gaps = graph.isComplete(hold) ? 0 : 1
      doubts.otherInstances +=
        graph.exclusions(on: hold) + (graph.asksForNewObject(hold) ? 1 : 0)
    case .activation(let way):
      let (blocking, signalling) = (graph.path(to: way.block), graph.path(to: way.signal))
      doubts.calls = calls(blocking, signalling)
      doubts.otherItems = way.blocker.summary == way.signaller.summary ? 0 : 1
      // What waits for what it would signal itself mostly asks first whether it may, somewhere on the way.
      if edge.from.resource == edge.to.resource,
        !graph.questions(on: way.calls + blocking).isEmpty
      {
        doubts.calls *= 2
      }
      doubts.detours = graph.detours(to: way.signal) + graph.detours(to: way.block)
    case .deferred(let activation, let submit, let block):
      doubts.calls = calls(
        graph.path(to: submit, in: activation.summary),
        graph.path(to: block, in: activation.summary))
    case .execution(let run, let block):
      let path = graph.path(to: block, in: run.summary)
      doubts.calls = path.count
      // A helper that waits for its own task in some cases knows which.
      if edge.from.resource == edge.to.resource, edge.kind != .deferredIO {
        let questions = graph.questions(on: path)
        // Any object of a class has the class's methods, and its state may tell which one this is.
        let isMethod = graph.resources[edge.from.resource].kind == .method
        doubts.alternatives = questions.contains(.other) || isMethod && !questions.isEmpty ? 1 : 0
        doubts.conditions = questions.contains(.state) && doubts.alternatives == 0 ? 1 : 0
      }
    case .completion(let path, let signal):
      doubts.calls = path.last.map { graph.path(to: signal, in: $0.summary).count } ?? 0
    }
    doubts.calls += edge.callsBefore
    return doubts
  }

  /// How many calls two ways of one activation make together: those that both begin with are made once.
  private func calls(_ one: [PathStep], _ other: [PathStep]) -> Int {
    one.count + other.count - one.callsShared(with: other)
  }

  /// The entry of the task that defers I/O: all that it may block for then is one mistake.
  private func submitter(in cycle: Cycle) -> String? {
    for edge in cycle.edges {
      if case .deferred(let activation, _, _) = edge.evidence {
        return graph.name(of: activation.function)
      }
    }
    return nil
  }

  func task(of edge: GraphEdge) -> Task {
    switch edge.evidence {
    case .hold(let hold): tasks.task(holding: hold)
    case .activation(let way): tasks.task(signalling: way)
    case .execution(let run, let block):
      tasks.task(running: run, until: block, ended: edge.kind == .flush ? edge.from : nil)
    case .deferred(let activation, let submit, let block):
      tasks.task(deferring: submit, activation, until: block)
    case .completion(let path, let signal):
      tasks.task(completing: edge.to, path, signal: signal)
    }
  }

  /// The blocking operation in the function that holds the first lock; in a cycle without one, where
  /// the activation blocks for itself.
  private func location(of cycle: Cycle) -> SourceLocation? {
    for edge in cycle.edges {
      if case .hold(let hold) = edge.evidence { return location(hold) }
    }
    for edge in cycle.edges {
      let path =
        switch edge.evidence {
        case .deferred(let activation, _, let block), .execution(let activation, let block):
          graph.path(to: block, in: activation.summary)
        case .activation(let way): graph.path(to: way.block)
        case .hold, .completion: [PathStep]()
        }
      if let step = path.last { return location(of: step.ordinal, in: step.function) }
    }
    return nil
  }

  func location(_ edge: HoldEdge) -> SourceLocation {
    location(of: edge.ordinal, in: graph.function(of: edge.summary))
  }

  func location(of ordinal: Int32, in function: FunctionID) -> SourceLocation {
    let place = graph.location(of: ordinal, in: function)
    return SourceLocation(
      file: place.file, line: place.line, column: place.column, function: graph.name(of: function))
  }

  func use(_ effect: EffectID) -> LockUse? {
    graph[effect].resource.map { LockUse(resource: $0, mode: graph[effect].mode) }
  }

  // MARK: Findings

  func candidate(
    _ rule: Rule, key: [String], detail: String, labels: [String: ResourceID] = [:],
    location: SourceLocation, uses: [LockUse],
    tasks built: [Task], doubts: Doubts, resources: [Resource]? = nil, notes: [String] = []
  ) -> Candidate {
    let resources =
      resources
      ?? uses.map {
        Resource(name: tasks.name(of: $0), kind: graph.resources[$0.resource].kind.rawValue)
      }
    let finding = Finding(
      rule: rule.id,
      fingerprint: Fingerprint.of(
        [rule.id] + resources.map(\.name) + [location.function] + built.map(\.name)),
      severity: Severity(rawValue: rule.severity) ?? .warning,
      confidence: confidence(of: rule, doubts),
      message: "\(sentence(of: rule, labels, resources)): \(detail)", location: location,
      resources: resources, tasks: built, notes: notes,
      validation: Validation(
        verdict: .notModelled, states: 0, schedule: [], reason: "not validated"))
    return Candidate(key: [rule.id] + key, doubts: doubts, finding: finding)
  }

  private func confidence(of rule: Rule, _ doubts: Doubts) -> Confidence {
    if let limit = rule.maximumChoices, doubts.choices > limit { return .low }
    if let limit = rule.maximumCalls, doubts.calls > limit { return .low }
    return min(Confidence(rawValue: rule.confidence) ?? .low, doubts.confidence)
  }

  /// What the rule says of its match, with the names of what it matched.
  private func sentence(
    of rule: Rule, _ labels: [String: ResourceID], _ resources: [Resource]
  ) -> String {
    var names = labels.mapValues { graph.resources.name(of: $0, in: graph.index.program) }
    names["resource"] = resources.first?.name
    return names.reduce(rule.message) { text, label in
      text.replacing("{\(label.key)}", with: label.value)
    }
  }
}
