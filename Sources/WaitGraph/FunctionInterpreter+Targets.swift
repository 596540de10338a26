import LockIR
import RuleCatalog

/// What calls through pointers lead to.
extension FunctionInterpreter {
  /// The function that a pointer has been set to on this way, if the vocabulary speaks for it: one of two unlocks,
  /// chosen by a condition.
  func knownPrimitive(_ pointer: ValueID, _ state: PathState) -> ProgramIndex.Callee? {
    guard case .function(let symbol) = evaluator.evaluate(pointer, state.facts) else { return nil }
    let callee = engine.index.callee(named: symbol)
    if case .vocabulary = callee { return callee }
    return nil
  }

  /// What an indirect call may call, with what the choice of that target says about fields.
  func targets(
    of pointer: ValueID, _ call: CallSite, _ state: PathState
  ) -> [(FunctionID, [EntryContext.Assumption])] {
    if case .function(let symbol) = evaluator.evaluate(pointer, state.facts) {
      guard case .defined(let target) = engine.index.callee(named: symbol) else { return [] }
      return [(target, [])]
    }
    let contract = function.fieldRead(by: pointer).flatMap(engine.index.vocabulary.contract)
    if let contract, contract.context != .process { return [] }
    let candidates = candidates(for: pointer, call, state)
    guard contract == nil else { return areOwnMethods(candidates.map(\.0)) ? candidates : [] }
    return candidates.count <= engine.limits.targets ? candidates : []
  }

  /// Whether methods that may be called from everywhere are only those of the caller's own file, and few: then they
  /// are steps of its own.
  private func areOwnMethods(_ targets: [FunctionID]) -> Bool {
    targets.count <= Self.maximumOwnMethods && targets.allSatisfy(isNeighbour)
  }

  private static let maximumOwnMethods = 3

  /// Notes a call that is not followed, as an effect of its own.
  mutating func noteDispatch(_ call: CallSite, _ callee: ProgramIndex.Callee, _ state: PathState) {
    guard isRecording, engine.limits.recordsDispatches else { return }
    let dispatch: Dispatch
    let targets: [FunctionID]
    switch callee {
    case .vocabulary(let effects, let symbol):
      // What spins until it has a lock does nothing else, but complain about misuse.
      if effects.contains(where: \.isSpinning) { return }
      // Nor does the caller go on after what ends its task or the machine.
      if effects.contains(.noReturn) || engine.index.vocabulary.isDiagnostic(symbol) { return }
      targets = engine.index.program.definition(of: symbol).map { [$0] } ?? []
      // Who holds the call may be known to spin later.
      if effects.contains(where: { $0.maskArgument != nil }), !targets.isEmpty {
        engine.note(.atomicBody(symbol), to: targets)
      }
      dispatch = isAtomic(effects, call, state) ? .atomicBody(symbol) : .body(symbol)
    case .indirect(let pointer):
      dispatch =
        function.fieldRead(by: pointer).map { .field($0) }
        ?? .pointer(function: function.function.symbol, ordinal: Int32(call.ordinal))
      targets = candidates(for: pointer, call, state).map(\.0)
    case .defined, .external: return
    }
    if targets.isEmpty { return }
    engine.note(dispatch, to: targets)
    note(.dispatch(dispatch), nil, call, state)
  }

  /// Whether a call allocates with masks of which none lets it sleep.
  private func isAtomic(_ effects: [Effect], _ call: CallSite, _ state: PathState) -> Bool {
    effects.contains { effect in
      guard case .allocate(let gfp, _, _) = effect else { return false }
      let masks = masks(gfp, call, state)
      return !masks.isEmpty
        && masks.allSatisfy { $0 & engine.index.vocabulary.gfp.directReclaim == 0 }
    }
  }

  private func candidates(
    for pointer: ValueID, _ call: CallSite, _ state: PathState
  ) -> [(FunctionID, [EntryContext.Assumption])] {
    let field = function.fieldRead(by: pointer)
    return engine.flow.functions(of: pointer, in: functionID, engine.index).compactMap { symbol in
      guard case .defined(let target) = engine.index.callee(named: symbol),
        engine.index[target].function.parameterCount == call.arguments.count
      else { return nil }
      guard let field else { return (target, []) }
      return implications(of: symbol, in: field, state).map { (target, $0) }
    }
  }

  /// Whether another function stands in the same file.
  func isNeighbour(_ other: FunctionID) -> Bool {
    engine.index[other].function.location.file == function.function.location.file
  }

  /// What calling a callback says about the fields that its installer copied from; nil if the flags
  /// that are set beside it rule it out here.
  private func implications(
    of callback: NameID, in field: FieldKey, _ state: PathState
  ) -> [EntryContext.Assumption]? {
    var result: [EntryContext.Assumption] = []
    for one in engine.guards.guards(of: callback, in: field) {
      guard let known = knownValue(of: one.flag, state) else { continue }
      switch one.setting {
      case .constant(let value): if (value != 0) != (known != 0) { return nil }
      case .copy(let source): result.append(.init(field: source, value: known))
      }
    }
    return result
  }

  /// The value that a field is known to have on this path, in whatever object.
  func knownValue(of field: FieldKey, _ state: PathState) -> Int64? {
    if let value = context.assumption(on: field) { return value }
    for (value, known) in state.facts {
      guard case .load(let place) = function[value],
        case .field(_, field.record, field.name) = function[place]
      else { continue }
      if case .constant(let value) = known { return value }
      if known.truth == true { return 1 }
    }
    return nil
  }
}

extension Effect {
  /// Whether it takes or gives back a lock that spins.
  fileprivate var isSpinning: Bool {
    switch self {
    case .acquire(_, let kind, _, _, _), .release(_, let kind, _): kind.spins
    default: false
    }
  }
}
