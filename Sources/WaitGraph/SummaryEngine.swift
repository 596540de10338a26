import HeapModule
import OrderedCollections
import LockIR
import RuleCatalog

/// Computes summaries on demand, callees first, and iterates over recursion until nothing changes.
///
/// Confined to the thread that made it; what it found leaves as values.
final class SummaryEngine {
  /// Bounds that keep the analysis linear on code that is not.
  struct Limits {
    /// Contexts of a function beyond which numbers of parameters that have had many are forgotten, beyond which all
    /// but the first number, beyond which of all numbers only their truth and single bits are kept, beyond which only
    /// functions that are passed, and beyond which all further calls share the one that knows nothing.
    var contexts = [12, 48, 72, 108, 252]
    /// How many values are many for a parameter.
    var values = 8
    /// How many are for the first number that is passed.
    var firstValues = 16
    /// Targets of an indirect call beyond which it is not followed.
    var targets = 16
    /// States at the start of a block.
    var states = 24
    /// Those of them that hold the same and differ in what they know.
    var statesAlike = 6
    /// Effects of one function.
    var effects = 600
    /// Places in which one lock is held over the same operation.
    var places = 6
    /// Whether those of one mistake are kept all the same: not of an order of two locks, which takes another one to be
    /// a mistake.
    var keepsPlaces = false
    /// Whether calls that are not followed are recorded, with what they lead to.
    var recordsDispatches = false
    /// How often a function in a recursion is analysed again.
    var iterations = 3
  }

  /// After how many functions progress is told of again.
  private static let progressStep = 256

  let index: ProgramIndex
  let flow: PointerFlow
  let guards: GuardedCallbacks
  let relevance: Relevance
  let resolver: ObjectResolver
  let taskFields: TaskFields
  let limits: Limits
  var resources = ResourceTable()
  private(set) var effects = EffectTable()
  private(set) var summaries: [Summary] = []
  var graph = EdgeTable()
  /// The kind of lock that each object has been locked as.
  private(set) var lockKinds: [ObjectKey: ResourceKind] = [:]

  /// What the calls lead to that are not followed.
  private(set) var dispatches: [Dispatch: Set<FunctionID>] = [:]

  private var identifiers: [Key: SummaryID] = [:]
  private var contextCounts: [FunctionID: Int] = [:]
  /// What has been passed to the functions that have had many contexts.
  private var passed: [FunctionID: [EntryContext.Slot: Set<AbstractValue>]] = [:]
  private var dependents: [SummaryID: Set<SummaryID>] = [:]
  private var runs: [Int] = []
  private var active: [SummaryID] = []
  private var dirty: Set<SummaryID> = []
  /// What is dirty, callees before callers: those that were finished first.
  private var pending = Heap<Pending>()
  private var finished: [SummaryID: Int] = [:]
  private let progress: (_ done: Int, _ total: Int) -> Void

  private struct Pending: Comparable {
    let order: Int
    let summary: SummaryID

    static func < (left: Pending, right: Pending) -> Bool { left.order < right.order }
  }

  private struct Key: Hashable {
    let function: FunctionID
    let context: EntryContext
  }

  init(
    index: ProgramIndex, flow: PointerFlow, limits: Limits = Limits(),
    progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    self.progress = progress
    self.index = index
    self.flow = flow
    self.limits = limits
    guards = GuardedCallbacks(index)
    relevance = Relevance(index, flow: flow, guards: guards)
    taskFields = TaskFields(index)
    resolver = ObjectResolver(index: index)
  }

  subscript(summary: SummaryID) -> Summary { summaries[Int(summary.index)] }

  /// Whether any context of a function has been analysed.
  func hasSummary(_ function: FunctionID) -> Bool { contextCounts[function] != nil }

  /// Analyses a function as a root, with all that it calls.
  func analyseRoot(
    _ function: FunctionID, holds: [LockUse], bindings: [EntryContext.Binding] = [],
    assumptions: [EntryContext.Assumption] = []
  ) -> SummaryID {
    let context = EntryContext(bindings: bindings, assumptions: assumptions, holds: holds)
    let summary = self.summary(of: function, in: context)
    while let next = pending.popMin() {
      if dirty.remove(next.summary) != nil { analyse(next.summary) }
    }
    return summary
  }

  /// The summary of a function in a context; of what is known so far if it is being analysed.
  func summary(of function: FunctionID, in wanted: EntryContext) -> SummaryID {
    let key = Key(function: function, context: affordable(wanted, for: function))
    let id: SummaryID
    if let known = identifiers[key] {
      id = known
    } else {
      id = SummaryID(summaries.count)
      identifiers[key] = id
      count(function)
      summaries.append(Summary(function: function, context: key.context))
      runs.append(0)
      analyse(id)
    }
    if let caller = active.last { dependents[id, default: []].insert(caller) }
    return id
  }

  private func count(_ function: FunctionID) {
    contextCounts[function, default: 0] += 1
    let done = contextCounts.count
    if contextCounts[function] == 1, done.isMultiple(of: Self.progressStep) {
      progress(done, index.functions.count)
    }
  }

  /// The context, or what is kept of it where a function has had many: one of a few kinds decides more than one of
  /// many codes, whether numbers are zero more than what they are, and which functions it is to call more than
  /// numbers do.
  private func affordable(_ wanted: EntryContext, for function: FunctionID) -> EntryContext {
    let count = contextCounts[function, default: 0]
    func isAffordable(_ context: EntryContext, _ level: Int) -> Bool {
      count < limits.contexts[level]
        || identifiers[Key(function: function, context: context)] != nil
    }
    if isAffordable(wanted, 0) { return wanted }
    note(wanted, of: function)
    let choices = [
      wanted.withTruthAndBits { has($0.slot, of: function, moreThan: limits.values) },
      wanted.withFirstNumber { !has($0.slot, of: function, moreThan: limits.firstValues) },
      wanted.withTruthAndBits, wanted.withFunctionsOnly,
    ]
    return zip(choices, 1...).first(where: isAffordable)?.0 ?? .any
  }

  /// Counts what a function is passed.
  private func note(_ context: EntryContext, of function: FunctionID) {
    for binding in context.bindings
    where !has(binding.slot, of: function, moreThan: limits.firstValues) {
      passed[function, default: [:]][binding.slot, default: []].insert(binding.value)
    }
  }

  private func has(
    _ slot: EntryContext.Slot, of function: FunctionID, moreThan count: Int
  ) -> Bool {
    (passed[function]?[slot]?.count ?? 0) > count
  }

  func intern(_ effect: EffectKey, after released: [LockUse] = []) -> EffectID {
    intern(effects.intern(effect, resources), after: intern(released))
  }

  func intern(_ base: EffectID, after released: EffectTable.Releases) -> EffectID {
    effects.intern(base, after: released, resources)
  }

  func intern(_ released: [LockUse]) -> EffectTable.Releases { effects.intern(released) }

  func note(_ dispatch: Dispatch, to targets: [FunctionID]) {
    dispatches[dispatch, default: []].formUnion(targets)
  }

  func learnKind(of lock: ResourceID) {
    let key = resources[lock]
    if lockKinds[key.object] == nil { lockKinds[key.object] = key.kind }
  }

  private func analyse(_ id: SummaryID) {
    active.append(id)
    runs[Int(id.index)] += 1
    let old = self[id]
    var interpreter = FunctionInterpreter(engine: self, id: id)
    let new = interpreter.run()
    summaries[Int(id.index)] = new
    active.removeLast()
    if finished[id] == nil { finished[id] = finished.count }
    let isSame =
      old.rows == new.rows && old.effects.count == new.effects.count
      && new.effects.keys.allSatisfy { old.effects[$0] != nil }
    guard !isSame else { return }
    for dependent in dependents[id] ?? [] where runs[Int(dependent.index)] < limits.iterations {
      markDirty(dependent)
    }
  }

  private func markDirty(_ id: SummaryID) {
    guard dirty.insert(id).inserted else { return }
    // What is still being analysed is finished after all that is.
    pending.insert(Pending(order: finished[id] ?? Int.max, summary: id))
  }
}
