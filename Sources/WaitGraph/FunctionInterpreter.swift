import LockIR
import RuleCatalog

/// Runs a function abstractly in one context: a fixpoint over its blocks, then one pass that records
/// what the stable states do.
struct FunctionInterpreter {
  let engine: SummaryEngine
  let id: SummaryID
  let function: CanonicalFunction
  let functionID: FunctionID
  let context: EntryContext
  let evaluator: Evaluator
  let dependencies: ValueDependencies
  var summary: Summary
  /// Whether effects are recorded, as they are once the states are stable.
  var isRecording = false
  /// The calls whose effects have been recorded, by what was held there.
  var recorded: Set<RecordedCall> = []
  /// What the effects of callees are in this function's words.
  var translations: [Translation: EffectID] = [:]
  /// Operations that some path allocates by without sleeping.
  var avoiding: Set<Int> = []
  /// The operations by which the function takes something that is not the caller's, or may take it by a
  /// helper, by what that is.
  var takers: [ResourceID: OrdinalSet] = [:]
  /// The values that tell in which context the function runs.
  let contextTests: Set<ValueID>
  private var forgetsAllMemory = false
  /// The loops of the function, once they have been asked for.
  var loops: Loops?
  /// The timed waits, with whether they are begun again when the time is over.
  var retries: [Int: Bool] = [:]

  /// How often the blocks of a function are gone through before what changes in a loop is forgotten.
  private static let preciseRounds = 8

  /// An effect of what an operation calls.
  struct Translation: Hashable {
    let ordinal: Int32
    let effect: EffectID
  }
  /// What calls return that say whether the last reference was given up.
  private let lastReferences: [(value: ValueID, truth: Bool)]

  init(engine: SummaryEngine, id: SummaryID) {
    self.engine = engine
    self.id = id
    let known = engine[id]
    functionID = known.function
    function = engine.index[known.function]
    context = known.context
    dependencies = function.dependencies
    evaluator = Evaluator(function: function, context: known.context)
    contextTests = ContextTests(function, engine.index).values
    summary = Summary(function: known.function, context: known.context)
    lastReferences = engine.index.lastReferences(in: function)
  }

  /// The summary of the function in its context.
  ///
  /// What a loop tests where it begins or ends may change from one turn to the next; all else that was
  /// read from memory is taken to stay as it is. Should that leave no way out of the function, some loop
  /// is left by a test in its middle, and nothing that memory held is trusted over a turn.
  mutating func run() -> Summary {
    let order = ReversePostorder(function.function)
    var states = stableStates(order)
    if !order.blocks.contains(where: { returns($0) && !states[$0].isEmpty }),
      order.blocks.contains(where: returns)
    {
      forgetsAllMemory = true
      states = stableStates(order)
    }
    isRecording = true
    for block in order.blocks {
      for state in states[block] { _ = transfer(block, state, order) }
    }
    if summary.exits.allSatisfy({
      $0.kept.map(\.use) == summary.exits[0].kept.map(\.use)
        && $0.dropped == summary.exits[0].dropped
    }) {
      summary.exits = []
    }
    let acquired = Set(summary.rows.lazy.flatMap(\.acquired).map(\.resource))
    summary.rows = ExitRows.merged(summary.rows)
    summary.doubtful = acquired.subtracting(
      summary.rows.lazy.flatMap(\.acquired).map(\.resource)
    ).sorted { $0.index < $1.index }
    return summary
  }

  /// Whether a path is only taken when an object's last reference is given up: mostly somebody else has
  /// one, as a caller that goes on to use the object does.
  func isOnLastReference(_ state: PathState) -> Bool {
    lastReferences.contains { state.facts[$0.value]?.truth == $0.truth }
  }

  private func returns(_ block: Int) -> Bool {
    if case .return = function.function.blocks[block].terminator { true } else { false }
  }

  private mutating func stableStates(_ order: ReversePostorder) -> [[PathState]] {
    var states = [[PathState]](repeating: [], count: function.function.blocks.count)
    states[0] = [entryState()]
    // The states of each block that have changed since they were last followed.
    var changed: [Set<Int>] = Array(repeating: [], count: states.count)
    changed[0] = [0]
    var round = 0
    while changed.contains(where: { !$0.isEmpty }) {
      round += 1
      for block in order.blocks where !changed[block].isEmpty {
        let positions = changed[block].sorted()
        changed[block] = []
        for position in positions {
          for (target, next) in transfer(block, states[block][position], order) {
            let place = insert(next, into: &states[target], widening: round > Self.preciseRounds)
            if let place { changed[target].insert(place) }
          }
        }
      }
    }
    return states
  }

  /// Adds a state to those of a block. Returns the position of the one that this changed, if any.
  private func insert(
    _ state: PathState, into states: inout [PathState], widening: Bool
  ) -> Int? {
    var lastAlike: Int?
    var alike = 0
    for position in states.indices where states[position].agrees(with: state) {
      if states[position].knowsSame(as: state, on: function.retestedValues) {
        return states[position].merge(state, widening: widening) ? position : nil
      }
      lastAlike = position
      alike += 1
    }
    if let lastAlike, alike >= engine.limits.statesAlike {
      return states[lastAlike].merge(state, widening: widening) ? lastAlike : nil
    }
    guard states.count < engine.limits.states else { return nil }
    states.append(state)
    return states.count - 1
  }

  func entryState() -> PathState {
    var state = PathState()
    state.held = context.holds.map {
      HeldResource(use: $0, address: nil, ordinal: -1, isBorrowed: true)
    }
    for binding in context.bindings {
      guard let value = function.load(of: LocalID(Int(binding.parameter))) else { continue }
      switch binding.place {
      case .value: state.facts[value] = binding.value
      case .pointee(let field):
        if let pointee = function.load(at: value, field) { state.facts[pointee] = binding.value }
      case .method: continue
      }
    }
    return state
  }

  private mutating func transfer(
    _ block: Int, _ entry: PathState, _ order: ReversePostorder
  ) -> [(Int, PathState)] {
    var states = [entry]
    let contents = function.function.blocks[block]
    for (offset, operation) in contents.operations.enumerated() {
      let ordinal = function.firstOrdinal[block] + offset
      follow(function.dereferences.pointers(at: ordinal), &states)
      switch operation.kind {
      case .evaluate: continue
      case .store(let address, let value):
        let (address, value) = (function.canonicalID(address), function.canonicalID(value))
        for position in states.indices { store(value, to: address, &states[position]) }
      case .call(let number, let callee, let arguments):
        let call = CallSite(
          number: number, ordinal: ordinal,
          arguments: arguments.map { function.canonicalID($0) },
          result: function.result(of: number).map { function.canonicalID($0) })
        let target = engine.index.callee(callee, in: function)
        var after: [PathState] = []
        for state in states { after += step(call, target, state) }
        states = collapsed(after)
        if states.isEmpty { return [] }
      }
    }
    follow(function.dereferences.pointers(atEndOf: block), &states)
    // Loops, not closures: those would copy the interpreter for each state.
    var successors: [(Int, PathState)] = []
    for state in states {
      for (target, left) in leave(contents.terminator, of: block, state)
      where !forgetsSome(left, leaving: block, to: target, order) {
        let turns = order.isBackEdge(from: block, to: target)
        successors.append((target, turns ? turned(left, from: block, to: target) : left))
      }
    }
    return successors
  }

  /// A state in the next turn of a loop.
  private func turned(_ state: PathState, from block: Int, to target: Int) -> PathState {
    var next = state
    next.facts.forget { value in
      dependencies.readsMemory[Int(value.index)]
        && (forgetsAllMemory || function.isTested(value, at: [block, target]))
    }
    return next
  }

  /// Where pointers are followed, they lead somewhere.
  private func follow(_ pointers: [ValueID], _ states: inout [PathState]) {
    guard !pointers.isEmpty else { return }
    for position in states.indices { states[position].learn(notNull: pointers, evaluator) }
  }

  /// Joins states that agree, so that calls with many outcomes do not multiply.
  private func collapsed(_ states: [PathState]) -> [PathState] {
    guard states.count > 4 else { return states }
    var result: [PathState] = []
    for state in states {
      let same = result.indices.first {
        result[$0].agrees(with: state)
          && result[$0].knowsSame(as: state, on: function.retestedValues)
      }
      if let same {
        _ = result[same].merge(state)
      } else if result.count < engine.limits.states {
        result.append(state)
      }
    }
    return result
  }

  private mutating func leave(
    _ terminator: Terminator, of block: Int, _ state: PathState
  ) -> [(Int, PathState)] {
    func go(_ target: BlockID, _ facts: PathFacts?) -> (Int, PathState)? {
      guard let facts else { return nil }
      var next = state
      next.facts = facts
      return (Int(target.index), next)
    }
    switch terminator {
    case .jump(let target): return [(Int(target.index), state)]
    case .branch(let condition, let then, let otherwise):
      let value = function.canonicalID(condition)
      let sides = [
        go(then, evaluator.assume(value, is: true, state.facts)),
        go(otherwise, evaluator.assume(value, is: false, state.facts)),
      ].compactMap { $0 }
      return sides.count == 1 ? sides : unsure(sides)
    case .select(let value, let cases, let otherwise):
      let sides = select(function.canonicalID(value), cases, otherwise, state)
      return sides.count == 1 ? sides : unsure(sides)
    case .any(let targets): return unsure(targets.map { (Int($0.index), state) })
    case .return(let value):
      if isRecording { record(returning: value.map { function.canonicalID($0) }, block, state) }
      return []
    case .unreachable: return []
    }
  }

  /// The ways on from a test of which the outcome is open: what was sure before may be what it asks for.
  private func unsure(_ sides: [(Int, PathState)]) -> [(Int, PathState)] {
    sides.map { target, state in
      var state = state
      state.forgetAbsences { _ in true }
      return (target, state)
    }
  }

  private func select(
    _ value: ValueID, _ cases: [Terminator.Case], _ otherwise: BlockID, _ state: PathState
  ) -> [(Int, PathState)] {
    if let known = evaluator.evaluate(value, state.facts).constants {
      return known.map { constant in
        let target = cases.first { ($0.low...$0.high).contains(constant) }?.target ?? otherwise
        var next = state
        next.facts = evaluator.assume(value, equals: constant, state.facts) ?? state.facts
        return (Int(target.index), next)
      }
    }
    var result: [(Int, PathState)] = []
    for one in cases {
      var next = state
      if one.low == one.high {
        guard let facts = evaluator.assume(value, equals: one.low, state.facts) else { continue }
        next.facts = facts
      }
      result.append((Int(one.target.index), next))
    }
    result.append((Int(otherwise.index), state))
    return result
  }

  private mutating func record(returning value: ValueID?, _ block: Int, _ state: PathState) {
    let acquired = state.held.lazy.filter { !$0.isBorrowed }.map(\.use)
    for (result, facts) in outcomes(of: value, state.facts) {
      let exit = FunctionExit(
        block: Int32(block), value: value == nil ? nil : result,
        kept: state.held.filter { !$0.isBorrowed }, dropped: state.released,
        taken: state.taken, retaken: state.retaken)
      if !summary.exits.contains(exit) { summary.exits.append(exit) }
      summary.rows.append(
        ExitRow(
          acquired: Array(acquired), released: state.released, value: result,
          learned: learned(facts), pointees: learnedPointees(facts)))
    }
  }

  /// What a returned value may be, and what is true if it is. A condition that is returned is both.
  private func outcomes(
    of value: ValueID?, _ facts: PathFacts
  ) -> [(AbstractValue, PathFacts)] {
    guard let value else { return [(.unknown, facts)] }
    let known = evaluator.evaluate(value, facts)
    guard known.truth == nil, function[value].isCondition else { return [(known, facts)] }
    return [true, false].compactMap { truth in
      evaluator.assume(value, is: truth, facts).map { (evaluator.evaluate(value, $0), $0) }
    }
  }

  /// What is known of the parameters that keep their values.
  private func learned(_ facts: PathFacts) -> [Int32: AbstractValue] {
    var result: [Int32: AbstractValue] = [:]
    for parameter in function.stableParameters {
      guard let value = function.load(of: LocalID(Int(parameter))), let fact = facts[value] else {
        continue
      }
      result[parameter] = fact
    }
    return result
  }

  /// What is known of what parameters point to.
  private func learnedPointees(_ facts: PathFacts) -> [Relevance.Pointee: AbstractValue] {
    var result: [Relevance.Pointee: AbstractValue] = [:]
    for (value, pointee) in function.pointees {
      if let fact = facts[value] { result[pointee] = fact }
    }
    return result
  }

  private mutating func step(
    _ call: CallSite, _ target: ProgramIndex.Callee, _ state: PathState
  ) -> [PathState] {
    var state = state
    state.facts.forget { dependencies.usesResult(call.number, in: $0) }
    state.forgetAbsences { dependencies.usesResult(call.number, in: $0.address) }
    return perform(call, callee: target, state)
  }

  private func store(_ value: ValueID, to address: ValueID, _ state: inout PathState) {
    let stored = evaluator.evaluate(value, state.facts)
    switch function[address] {
    case .local(let local):
      state.facts.forget { dependencies.reads(local, in: $0) }
      state.forgetAbsences { dependencies.reads(local, in: $0.address) }
    case .field(_, let record, let name):
      let field = FieldKey(record: record, name: name)
      state.facts.forget { dependencies.reads(field, in: $0) }
      state.forgetAbsences { dependencies.reads(field, in: $0.address) }
    default: break
    }
    if let place = function.load(at: address) {
      state.facts[place] = stored == .unknown ? nil : stored
    }
  }
}

extension Value {
  /// Whether the value is computed to be tested.
  fileprivate var isCondition: Bool {
    switch self {
    case .unary(.not, _): true
    case .binary(let operation, _, _):
      switch operation {
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .below,
        .belowOrEqual, .above, .aboveOrEqual, .and:
        true
      default: false
      }
    default: false
    }
  }
}
