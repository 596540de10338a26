import LockIR
import OrderedCollections
package import RuleCatalog

/// The lock and wait graph of a program, with the evidence for every edge.
///
/// Edges from what a task holds are stored; edges from events, executions and I/O are derived from what
/// the activations do that signal or complete them.
package struct WaitGraph: Sendable {
  package let index: ProgramIndex
  package let resources: ResourceTable
  let effects: EffectTable
  let summaries: [Summary]
  /// Sorted by what is held and what is waited for.
  package let holdEdges: [HoldEdge]
  package let activations: [Activation]
  let dispatches: DispatchTable
  private let byHeld: [ResourceID: [HoldEdge]]
  /// The activations that have each effect, by kind and resource.
  private let users: [Use: [Int]]
  /// The signals of each event.
  private let signals: [ResourceID: [EffectID]]
  /// The locks that somebody takes for writing other than while a module is loaded or unloaded.
  private let writtenLocks: Set<ResourceID>
  private let entries: EntryPaths
  private let entryHolds: EntryHolds

  struct Use: Hashable, Sendable {
    let kind: EffectKey.Kind
    let resource: ResourceID
  }

  init(
    index: ProgramIndex, resources: ResourceTable, effects: EffectTable, summaries: [Summary],
    edges: [HoldEdge.Key: [HoldEdge]], activations: [Activation],
    dispatches: DispatchTable = .empty
  ) {
    self.index = index
    self.resources = resources
    self.effects = effects
    self.summaries = summaries
    self.activations = activations
    self.dispatches = dispatches
    holdEdges = edges.sorted {
      ($0.key.held.resource, $0.key.held.mode.rawValue, $0.key.effect)
        < ($1.key.held.resource, $1.key.held.mode.rawValue, $1.key.effect)
    }.flatMap { $0.value }
    byHeld = Dictionary(grouping: holdEdges, by: \.held.use.resource)
    var users: [Use: [Int]] = [:]
    var writtenLocks: Set<ResourceID> = []
    for (position, activation) in activations.enumerated() {
      var seen: Set<Use> = []
      for effect in summaries[Int(activation.summary.index)].effects.keys {
        let key = effects[effect]
        if key.kind == .acquire, key.mode != .read, !activation.isInitialisation,
          let lock = key.resource
        {
          writtenLocks.insert(lock)
        }
        guard let resource = key.resource,
          seen.insert(Use(kind: key.kind, resource: resource)).inserted
        else { continue }
        users[Use(kind: key.kind, resource: resource), default: []].append(position)
      }
    }
    self.users = users
    var signals: [ResourceID: [EffectID]] = [:]
    for (effect, key) in effects.all {
      if key.kind == .signal, let event = key.resource {
        signals[event, default: []].append(effect)
      }
    }
    self.signals = signals
    self.writtenLocks = writtenLocks
    entries = EntryPaths(activations: activations, summaries: summaries)
    entryHolds = EntryHolds(
      activations: activations, summaries: summaries, resources: resources)
  }

  /// The graph of nothing.
  static let empty = WaitGraph(
    index: ProgramIndex(
      program: Linker.link([]),
      vocabulary: Vocabulary(
        functions: [:], fields: [:], probes: [], gfp: GFPFlags(io: [], fs: [], directReclaim: []),
        transparentRecords: [], maskMacros: [])),
    resources: ResourceTable(), effects: EffectTable(), summaries: [], edges: [:], activations: [])

  package subscript(effect: EffectID) -> EffectKey { effects[effect] }

  /// What of its caller's a function has given up before an effect.
  func released(before effect: EffectID) -> [LockUse] { effects.released(before: effect) }

  subscript(summary: SummaryID) -> Summary { summaries[Int(summary.index)] }

  /// The activation that gets to a function in a context by the fewest calls.
  ///
  /// - Complexity: the number of those calls.
  package func activation(reaching summary: SummaryID) -> Activation? {
    entries.path(to: summary).map { activations[$0.activation] }
  }

  /// How control gets to a function in a context: the activation, and the calls from its entry, the
  /// function's own excluded.
  ///
  /// `locks`: what none of these calls is made with.
  ///
  /// - Complexity: the effects of all functions on the way; with locks, the whole graph.
  package func entry(
    to summary: SummaryID, without locks: Set<ResourceID> = []
  ) -> (activation: Activation, path: [PathStep])? {
    let ways =
      locks.isEmpty
      ? entries : EntryPaths(activations: activations, summaries: summaries, avoiding: locks)
    guard let (root, calls) = ways.path(to: summary) else { return nil }
    return (
      activations[root],
      calls.map {
        PathStep(
          function: self[$0.summary].function, ordinal: $0.ordinal,
          held: held(at: $0.ordinal, in: $0.summary))
      }
    )
  }

  /// What a function surely holds at a call: what it holds on the way to each effect of the call.
  private func held(at ordinal: Int32, in summary: SummaryID) -> [HeldResource] {
    let code = self[summary]
    let ways = code.effects.values.filter { $0.ordinal == ordinal }.map {
      code.heldSets[Int($0.held)]
    }
    guard let first = ways.first else { return [] }
    return first.filter { held in ways.allSatisfy { $0.contains(held) } }
  }

  /// The function that a summary is of.
  package func function(of summary: SummaryID) -> FunctionID { self[summary].function }

  /// What is held whenever a function begins, by all ways to it that are known.
  func heldOnEntry(of summary: SummaryID) -> Set<ResourceID> { entryHolds.held(on: summary) }

  /// Whether something other than the loading and unloading of a module gets to a function.
  func runsConcurrently(_ summary: SummaryID) -> Bool { entryHolds.runsConcurrently(summary) }

  /// Whether what is held was taken by a helper that, with the same result, also comes back without
  /// anything: a way through it that the analysis could not rule out, as a rule.
  package func mayBeLeftover(_ held: HeldResource, in summary: SummaryID) -> Bool {
    isOneOfSeveral(held, in: summary)
      && (self[summary].callees[held.ordinal] ?? []).contains { callee in
        self[callee.summary].rows.contains(where: \.acquired.isEmpty)
      }
  }

  /// Whether what is held was taken by one of several functions that a pointer may lead to.
  package func isChoice(_ held: HeldResource, in summary: SummaryID) -> Bool {
    (self[summary].callees[held.ordinal] ?? []).contains(where: \.isChoice)
  }

  /// Whether a resource is a lock, or what a function that is handed the lock knows it as.
  func isOrMayBe(_ resource: ResourceID, _ lock: ResourceID) -> Bool {
    let key = resources[resource]
    return resource == lock || key.object.isParameter && key.kind == resources[lock].kind
  }

  /// Whether what is held was taken by a helper that, with the same result, also comes back without it.
  package func isOneOfSeveral(_ held: HeldResource, in summary: SummaryID) -> Bool {
    (self[summary].callees[held.ordinal] ?? []).contains { callee in
      let rows = self[callee.summary].rows
      func takes(_ row: ExitRow) -> Bool {
        row.acquired.contains { use in
          resources[use.resource].object.isParameter || use.resource == held.use.resource
        }
      }
      let taking = rows.filter(takes).map(\.value)
      return rows.contains { row in
        !takes(row) && taking.contains { !$0.isDistinct(from: row.value) }
      }
    }
  }

  /// Edges from what is held, by what is held.
  package func holdEdges(from resource: ResourceID) -> [HoldEdge] { byHeld[resource] ?? [] }

  /// The activations that have an effect of this kind on a resource, in order.
  package func activations(_ kind: EffectKey.Kind, _ resource: ResourceID) -> [Activation] {
    (users[Use(kind: kind, resource: resource)] ?? []).map { activations[$0] }
  }

  /// Whether an effect may put the task to sleep, rather than let it spin or go on.
  package func maySleep(_ effect: EffectKey) -> Bool {
    switch effect.kind {
    case .acquire, .wait, .flush: effect.resource.map { !resources[$0].kind.spins } ?? true
    default: effect.isBlocking
    }
  }

  /// Whether an activation has an effect that may put it to sleep.
  func maySleep(_ activation: Activation) -> Bool {
    self[activation.summary].effects.keys.contains { maySleep(effects[$0]) }
  }

  /// The activations that start an execution: that queue its work item, say.
  func starters(of object: ObjectKey) -> [Activation] {
    ResourceKind.allCases.filter { $0.family == .execution }.flatMap { kind in
      resources.identifier(of: ResourceKey(object: object, kind: kind)).map {
        activations(.queue, $0)
      } ?? []
    }
  }

  /// The effects of an activation, in the order in which they were found.
  package func effects(of activation: Activation) -> [EffectID] {
    Array(self[activation.summary].effects.keys)
  }

  /// The signals of an event that a function may give, in the order in which they were found.
  ///
  /// - Complexity: the effects of the function, or the signals of the event that anybody gives, if they are fewer.
  func signals(of event: ResourceID, in summary: SummaryID) -> [EffectID] {
    let own = self[summary].effects.keys
    guard let all = signals[event] else { return [] }
    if all.count > own.count {
      return own.filter { effects[$0].kind == .signal && effects[$0].resource == event }
    }
    let found = all.compactMap { signal in own.firstIndex(of: signal).map { ($0, signal) } }
    return found.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Whether somebody takes a lock for writing other than while a module is loaded or unloaded.
  package func hasConcurrentWriter(_ lock: ResourceID) -> Bool {
    writtenLocks.contains(lock) || writerElsewhere(of: lock) != nil
  }

  /// Who takes a lock for writing by the vocabulary, be that code of the program or not.
  package func writerElsewhere(of lock: ResourceID) -> LockWriter? {
    index.vocabulary.writer(of: resources.name(of: lock, in: index.program))
  }

  /// Whether asking for a lock in a mode while it is held closes a chain: false at once, true if a
  /// writer must queue between readers, nil not at all.
  func writerNeeded(asking mode: LockMode, held: LockUse) -> Bool? {
    if mode != .read || held.mode != .read { return false }
    switch resources[held.resource].kind {
    case .rwsem, .percpuRwsem: return hasConcurrentWriter(held.resource) ? true : nil
    default: return nil
    }
  }

  /// The bits of the tree's allocation masks.
  package var gfp: GFPLayout { index.vocabulary.gfp }

  /// How large a graph is.
  package struct Statistics: Hashable, Sendable {
    package let functions: Int
    package let resources: Int
    package let edges: Int
  }

  package var statistics: Statistics {
    Statistics(functions: index.functions.count, resources: resources.count, edges: holdEdges.count)
  }
}
