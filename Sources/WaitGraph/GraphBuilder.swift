import Foundation
package import LockIR
import OrderedCollections
package import RuleCatalog

/// Builds the lock and wait graph of a program.
package struct GraphBuilder {
  /// The stack that the mutually recursive analysis of deep call chains may need, in bytes.
  private static let stackSize = 1 << 30

  /// How many effects a function may have where only orders of locks are looked for, but all of them: the core of
  /// the kernel comes to more than a thousand locks from one call.
  private static let effectsOfOrders = 2000

  /// The graph of these units under this vocabulary.
  ///
  /// `detail`: how much of it is wanted.
  ///
  /// `progress`: told now and then how many of the program's functions have been looked into, and how many there
  /// are; not all need be. On the thread of the analysis.
  ///
  /// Runs on a thread of its own with a large stack, since callees are analysed in the middle of their
  /// callers.
  ///
  /// - Complexity: linear in the number of (function, context) pairs, which is bounded for each function.
  package static func build(
    _ units: [LockIR.Unit], vocabulary: Vocabulary, detail: GraphDetail = .report,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) -> WaitGraph {
    let result = ResultBox()
    let finished = DispatchSemaphore(value: 0)
    let thread = Thread {
      result.graph = GraphBuilder(units, vocabulary, detail, progress).run()
      finished.signal()
    }
    thread.stackSize = stackSize
    thread.start()
    finished.wait()
    return result.graph ?? .empty
  }

  private let index: ProgramIndex
  private let engine: SummaryEngine
  private let registrations: [Registration]
  private let serialQueues: Set<ObjectKey>
  /// The functions that are handed over in a way that the vocabulary knows.
  private let registered: Set<FunctionID>
  /// The functions in tables that are set up where they are defined.
  private let methods: Set<NameID>

  private init(
    _ units: [LockIR.Unit], _ vocabulary: Vocabulary, _ detail: GraphDetail,
    _ progress: @escaping (_ done: Int, _ total: Int) -> Void
  ) {
    index = ProgramIndex(program: Linker.link(units), vocabulary: vocabulary)
    let flow = PointerFlow(index)
    var limits = SummaryEngine.Limits()
    limits.keepsPlaces = detail == .places
    limits.recordsDispatches = detail == .orders
    if detail == .orders { limits.effects = Self.effectsOfOrders }
    engine = SummaryEngine(index: index, flow: flow, limits: limits, progress: progress)
    let resolver = ObjectResolver(index: index)
    registrations = RegistrationFinder(index: index, flow: flow, resolver: resolver).registrations()
    registered = Set(registrations.map(\.function))
    methods = Set(
      index.program.initializers.compactMap {
        if case .function(let symbol) = $0.content { symbol } else { nil }
      })
    serialQueues = QueueFinder(index: index, resolver: resolver).serialQueues()
  }

  private func run() -> WaitGraph {
    var roots = registrations.flatMap(roots(of:))
    let started = registered
    let called = index.functions.reduce(into: Set<FunctionID>()) {
      $0.formUnion(index.callees(of: $1))
    }
    let taken = addressesTaken()
    // Entry points first; then what only pointers lead to that could not be followed; then what only
    // calls itself, and so has no entry point.
    let stages: [(context: CallContext, isCalled: Bool, includes: (FunctionID) -> Bool)] = [
      (.process, false, { !called.contains($0) && !taken.contains($0) }),
      (.unknown, false, { !called.contains($0) }),
      (.process, true, { _ in true }),
    ]
    for stage in stages {
      for position in index.functions.indices {
        let function = FunctionID(position)
        guard !started.contains(function), !engine.hasSummary(function), !isKnown(function),
          stage.includes(function),
          called.contains(function) || taken.contains(function) || !mayBeUnused(function)
        else { continue }
        roots.append(
          Root(
            function: function, context: stage.context, object: nil,
            summary: engine.analyseRoot(function, holds: []), reclaimMask: nil,
            isCalled: stage.isCalled))
      }
    }
    let dispatches = DispatchTable(engine)
    return WaitGraph(
      index: index, resources: engine.resources, effects: engine.effects,
      summaries: engine.summaries, edges: engine.graph.edges,
      activations: activations(of: roots, referenced: called.union(taken)), dispatches: dispatches)
  }

  private struct Root {
    let function: FunctionID
    let context: CallContext
    let object: ObjectKey?
    let summary: SummaryID
    let reclaimMask: Int64?
    var isForLastUser = false
    /// Whether it has callers, none of which could be followed.
    var isCalled = false
  }

  /// A function that is handed over starts in one way; one that is told a mask, in one way for each
  /// reach that a mask may have.
  private func roots(of registration: Registration) -> [Root] {
    let contract = registration.holds.map {
      LockUse(resource: engine.resources.intern($0.key), mode: $0.mode)
    }
    let holds = contract + leftHeld(by: registration.after)
    func root(_ mask: Int64?) -> Root {
      let assumptions = registration.mask.flatMap { field in
        mask.map { [EntryContext.Assumption(field: field, value: $0)] }
      }
      return Root(
        function: registration.function, context: registration.context,
        object: registration.object,
        summary: engine.analyseRoot(
          registration.function, holds: holds, assumptions: assumptions ?? []),
        reclaimMask: mask, isForLastUser: registration.isForLastUser)
    }
    let layout = index.vocabulary.gfp
    if let reach = registration.needs { return [root(layout.bits(of: reach))] }
    guard registration.mask != nil, layout.isKnown else { return [root(nil)] }
    return [0, layout.io, layout.io | layout.fs].map { root(layout.directReclaim | $0) }
  }

  /// Whether the vocabulary speaks for a function, so that its body is not looked into. Of one that sleeps, or waits
  /// for others, callers need not know more; but what it does in between may be wrong by itself.
  private func isKnown(_ function: FunctionID) -> Bool {
    guard let effects = index.vocabulary.effects(of: index[function].function.symbol) else {
      return false
    }
    return !effects.contains { effect in
      switch effect {
      case .sleep, .flush: true
      default: false
      }
    }
  }

  /// Whether a function may be there for nothing: its file may well not use it in this configuration, and
  /// no other file can.
  private func mayBeUnused(_ function: FunctionID) -> Bool {
    let code = index[function].function
    return code.isInternal && !methods.contains(code.symbol)
      && code.attributes.contains { ["__maybe_unused", "inline"].contains(index.program[$0]) }
  }

  /// The functions whose address code stores or passes. A method in a table that is set up where it is
  /// defined is called by whoever uses the table; these are called back.
  private func addressesTaken() -> Set<FunctionID> {
    var taken: Set<FunctionID> = []
    func take(_ symbol: NameID) {
      if case .defined(let function) = index.callee(named: symbol) { taken.insert(function) }
    }
    for function in index.functions {
      for block in function.function.blocks {
        for value in block.operations.flatMap(\.kind.passedValues) {
          if case .function(let symbol) = function.function[value] { take(symbol) }
        }
      }
    }
    return taken
  }

  /// What a function leaves held on every way out that finds something, and that is the same elsewhere.
  private func leftHeld(by function: FunctionID?) -> [LockUse] {
    guard let function else { return [] }
    let rows = engine[engine.analyseRoot(function, holds: [])].rows.filter {
      $0.value.truth != false && $0.value.isError != true
    }
    guard let first = rows.first else { return [] }
    return first.acquired.filter { use in
      engine.resources[use.resource].object.isKnown
        && rows.allSatisfy { $0.acquired.contains(use) }
    }
  }

  private func activations(of roots: [Root], referenced: Set<FunctionID>) -> [Activation] {
    let queues = queuesOfWork(roots)
    return roots.map { root in
      Activation(
        function: root.function, context: context(of: root, queues), object: root.object,
        summary: root.summary, isInitialisation: isInitialisation(root.function),
        concurrency: concurrency(of: root, queues), isAssumed: isAssumed(root),
        isUnreferenced: !registered.contains(root.function) && !referenced.contains(root.function)
          && !methods.contains(index[root.function].function.symbol)
          && !index.vocabulary.isEntry(index[root.function].function.symbol),
        isCalled: root.isCalled, reclaimMask: root.reclaimMask, isForLastUser: root.isForLastUser)
    }
  }

  private func isAssumed(_ root: Root) -> Bool {
    !registered.contains(root.function)
      && (root.context == .unknown || root.isCalled
        || methods.contains(index[root.function].function.symbol))
  }

  private func isInitialisation(_ function: FunctionID) -> Bool {
    index[function].function.attributes.contains {
      ["__init", "__exit"].contains(index.program[$0])
    }
  }

  /// The queues that each work item is put on, by what the roots do.
  private func queuesOfWork(_ roots: [Root]) -> [ObjectKey: Set<ObjectKey?>] {
    var queues: [ObjectKey: Set<ObjectKey?>] = [:]
    for root in roots {
      for effect in engine[root.summary].effects.keys {
        let key = engine.effects[effect]
        guard key.kind == .queue, let work = key.resource else { continue }
        queues[engine.resources[work].object, default: []].insert(
          key.queue.map { engine.resources[$0].object })
      }
    }
    return queues
  }

  /// A work item that is only put on queues of soft interrupts is none of a task's.
  private func context(of root: Root, _ queues: [ObjectKey: Set<ObjectKey?>]) -> CallContext {
    guard root.context == .work, let used = root.object.flatMap({ queues[$0] }),
      used.allSatisfy({ $0.map(index.vocabulary.isSoftirqQueue) == true })
    else { return root.context }
    return .softirq
  }

  private func concurrency(
    of root: Root, _ queues: [ObjectKey: Set<ObjectKey?>]
  ) -> Activation.Concurrency {
    switch root.context {
    case .work:
      if let object = root.object, let used = queues[object], used.count == 1,
        let queue = used.first ?? nil, serialQueues.contains(queue)
      {
        return .ordered(queue)
      }
      return .perObject
    case .serialWork: return root.object.map { .ordered($0) } ?? .perObject
    case .kthread, .timer, .hrtimer, .tasklet, .irq, .threadedIRQ, .napi: return .perObject
    case .unknown, .caller, .process, .stopper, .atomic, .softirq, .ioCompletion, .bioList,
      .rcuCallback,
      .reclaim:
      return .free
    }
  }
}

/// Carries the graph from the thread that built it.
///
/// `@unchecked`: written once before the semaphore is signalled and read only after the wait for it.
private final class ResultBox: @unchecked Sendable {
  var graph: WaitGraph?
}

extension LockIR.Operation.Kind {
  /// The values that the operation hands on: not the function that it calls.
  fileprivate var passedValues: [ValueID] {
    switch self {
    case .store(_, let value): [value]
    case .call(_, _, let arguments): arguments
    case .evaluate: []
    }
  }
}
