import OrderedCollections
import LockIR
import RuleCatalog

/// Calls of functions that the program defines: their summaries, in the caller's words.
extension FunctionInterpreter {
  /// The states after a call.
  mutating func perform(
    _ call: CallSite, callee: ProgramIndex.Callee, _ state: PathState
  ) -> [PathState] {
    switch callee {
    case .vocabulary(let effects, _):
      noteDispatch(call, callee, state)
      return apply(effects, of: call, state).map { forgettingPointees(of: call, $0) }
    case .external: return [forgettingPointees(of: call, state)]
    case .defined(let target):
      if engine.index.isExpression(target) { return [state] }
      let symbol = engine.index[target].function.symbol
      guard let besides = engine.index.vocabulary.effectsBesidesBody(of: symbol) else {
        return follow(call, [(target, [])], isChoice: false, state)
      }
      var result: [PathState] = []
      for next in apply(besides, of: call, state) {
        result += follow(call, [(target, [])], isChoice: false, next)
      }
      return result
    case .indirect(let pointer):
      if let known = knownPrimitive(pointer, state) { return perform(call, callee: known, state) }
      let targets = targets(of: pointer, call, state)
      if targets.isEmpty { noteDispatch(call, callee, state) }
      return targets.isEmpty
        ? [forgettingPointees(of: call, state)]
        : follow(call, targets, isChoice: targets.count > 1, state)
    }
  }

  private func forgettingPointees(of call: CallSite, _ state: PathState) -> PathState {
    var state = state
    forgetPointees(of: call, &state.facts)
    return state
  }

  private mutating func follow(
    _ call: CallSite, _ targets: [(FunctionID, [EntryContext.Assumption])], isChoice: Bool,
    _ state: PathState
  ) -> [PathState] {
    var result: [PathState] = []
    var hasEffects = false
    // A few methods beside their caller are ways of it; of many, or of others, some are not meant.
    let isGuess =
      isChoice && (targets.count > 3 || !targets.allSatisfy { isNeighbour($0.0) })
    for (target, assumptions) in targets {
      let context = entryContext(of: target, call, assumptions, state)
      let callee = engine.summary(of: target, in: context)
      let known = engine[callee]
      if isRecording {
        record(known, callee, at: call, isChoice: isChoice, isGuess: isGuess, state)
      }
      hasEffects = hasEffects || !known.effects.isEmpty
      result += returns(of: known, call, state)
    }
    if hasEffects {
      for position in result.indices { result[position].executed.insert(call.ordinal) }
    }
    return result
  }

  private func entryContext(
    of target: FunctionID, _ call: CallSite, _ given: [EntryContext.Assumption], _ state: PathState
  ) -> EntryContext {
    let relevance = engine.relevance
    let values = relevance.parameters[Int(target.index)].compactMap { parameter, interest in
      Int(parameter) < call.arguments.count
        ? binding(of: parameter, to: call.arguments[Int(parameter)], interest, state) : nil
    }
    let pointees = relevance.pointees[Int(target.index)].compactMap { pointee, interest in
      Int(pointee.parameter) < call.arguments.count
        ? binding(of: pointee, in: call.arguments[Int(pointee.parameter)], interest, state) : nil
    }
    var assumptions: [EntryContext.Assumption] = []
    for field in relevance.fields[Int(target.index)] {
      let value = given.first { $0.field == field }?.value ?? knownValue(of: field, state)
      if let value { assumptions.append(.init(field: field, value: value)) }
    }
    return EntryContext(bindings: values + pointees, assumptions: assumptions, holds: [])
  }

  /// What is known of what an argument points to.
  private func binding(
    of pointee: Relevance.Pointee, in argument: ValueID, _ interest: Interest, _ state: PathState
  ) -> EntryContext.Binding? {
    if let field = pointee.field, let method = method(field, of: argument) {
      return .init(parameter: pointee.parameter, place: .method(field), value: method)
    }
    let place = EntryContext.Place.pointee(pointee.field)
    if let value = function.load(at: argument, pointee.field) {
      return binding(of: pointee.parameter, place, to: value, interest, state)
    }
    return passedOn(argument, pointee.field).flatMap(interest.answer).map {
      .init(parameter: pointee.parameter, place: place, value: $0)
    }
  }

  /// What a field of the table is that an argument points to, if that is known here.
  private func method(_ field: FieldKey, of argument: ValueID) -> AbstractValue? {
    if case .global(let table) = function[argument] {
      return engine.index.tables.method(field, of: table)
    }
    return function.parameter(readBy: argument).flatMap { context.method(field, of: $0) }
  }

  private func binding(
    of parameter: Int32, _ place: EntryContext.Place = .value, to argument: ValueID,
    _ interest: Interest, _ state: PathState
  ) -> EntryContext.Binding? {
    let value = evaluator.evaluate(argument, state.facts)
    let known: AbstractValue?
    switch value {
    // Most addresses are not null: telling so apart would double the contexts for nothing. But who gives the
    // address of a variable wants something back, and others, who give none, leave the callee to deal with it.
    case .pointer where place == .value:
      known =
        switch function[argument] {
        case .local: .pointer(mayBeNull: false)
        case .field(_, let record, let name):
          interest.answer(.part(FieldKey(record: record, name: name)))
        default: nil
        }
    // Nor are most numbers zero of which nothing else is known: only what a caller has said is passed on.
    case .nonzero: known = interest.truth && isBound(argument, to: value) ? value : nil
    default: known = interest.answer(value)
    }
    return known.map { .init(parameter: parameter, place: place, value: $0) }
  }

  /// Whether an argument is what the caller has passed, of which the context tells this.
  private func isBound(_ argument: ValueID, to value: AbstractValue) -> Bool {
    guard let own = function.parameter(readBy: argument) else { return false }
    return context.bindings.contains {
      $0.parameter == own && $0.place == .value && $0.value == value
    }
  }

  /// The states after a callee has returned in each of its ways.
  private mutating func returns(
    of callee: Summary, _ call: CallSite, _ state: PathState
  ) -> [PathState] {
    for resource in callee.doubtful {
      takers[translate(resource, call), default: OrdinalSet()].insert(call.ordinal)
    }
    let possible = callee.rows.filter { !isRuledOut($0, of: callee, at: call, state) }
    // What the same call gave before, it gives again.
    let before = call.result.flatMap { state.facts[$0] }
    let repeated = before.map { known in possible.filter { !known.isDistinct(from: $0.value) } }
    let rows = repeated.flatMap { $0.isEmpty ? nil : $0 } ?? possible
    let chosen =
      rows.contains(where: \.changesHeld) ? fitting(rows, call, state) : rows
    return chosen.map { row in
      var next = state
      for use in row.released {
        let isSure = possible.allSatisfy {
          $0.value.isDistinct(from: row.value) || $0.released.count >= row.released.count
        }
        next.release(use, isOne: false, by: isSure ? call.ordinal : nil)
      }
      for use in row.acquired { take(use, address: nil, at: call, &next) }
      if let result = call.result {
        let value = row.value == .unknown ? argumentReturned(by: callee, call, state) : row.value
        if value != .unknown, next.facts[result]?.constants == nil { next.facts[result] = value }
      }
      forgetPointees(of: call, changedBy: callee.function, &next.facts)
      forgetBits(changedBy: callee.function, &next.facts)
      learn(row, at: call, &next.facts)
      return next
    }
  }

  /// The rows in this function's words, without those that do not fit what is held.
  private func fitting(_ rows: [ExitRow], _ call: CallSite, _ state: PathState) -> [ExitRow] {
    let rows = rows.map { row in
      ExitRow(
        acquired: row.acquired.map { translate($0, call) },
        released: row.released.map { held(like: translate($0, call), state) }, value: row.value,
        learned: row.learned, pointees: row.pointees)
    }
    // A helper that unlocks whichever lock its flag says gives up one that is held, if there is one;
    // and the helper that locks takes back the one that was given up.
    let exact = preferred(rows, among: \.released) { use in
      state.held.contains { $0.use == use }
    }
    let possible = preferred(exact, among: \.released) { state.holds($0.resource) }
    return preferred(
      withoutLesser(withoutUntaken(possible, state), state), among: \.acquired,
      where: state.released.contains)
  }

  /// The rows without those that give back what this function may have taken before but has not on this way, if
  /// there are others: what is taken by a helper that may not take it is given back by one that knows, or
  /// by the same one.
  private func withoutUntaken(_ rows: [ExitRow], _ state: PathState) -> [ExitRow] {
    func isUntaken(_ lock: ResourceID) -> Bool {
      guard !state.holds(lock) else { return false }
      return takers[lock]?.intersects(state.executed) == true
        || rows.contains { $0.acquired.contains { $0.resource == lock } }
    }
    let fitting = rows.filter { row in !row.released.contains { isUntaken($0.resource) } }
    return fitting.isEmpty ? rows : fitting
  }

  /// What is known of the argument that a callee gives back, or bits of it, if it gives back one.
  private func argumentReturned(
    by callee: Summary, _ call: CallSite, _ state: PathState
  ) -> AbstractValue {
    let code = engine.index[callee.function]
    if let value = code.onlyReturnedValue, let parameter = code.parameter(readBy: value),
      Int(parameter) < call.arguments.count
    {
      return evaluator.evaluate(call.arguments[Int(parameter)], state.facts)
    }
    guard let passed = engine.index.passedBits.passed(by: code.function.symbol, call.arguments)
    else { return .unknown }
    let known = evaluator.evaluate(passed.argument, state.facts)
    return AbstractValue(passed.changes.applied(to: known.knownBits))
  }

  /// The rows without those that give back less than another which a caller cannot tell apart, where all
  /// that is given back is held here: a helper that unlocks if its flag says so, and the flag is the one
  /// that it was locked by.
  private func withoutLesser(_ rows: [ExitRow], _ state: PathState) -> [ExitRow] {
    let fuller = rows.indices.filter {
      !rows[$0].released.isEmpty && rows[$0].released.allSatisfy { state.holds($0.resource) }
    }
    if fuller.isEmpty { return rows }
    return rows.filter { row in
      !fuller.contains { other in
        rows[other].released.count > row.released.count && rows[other].acquired == row.acquired
          && !rows[other].value.isDistinct(from: row.value)
          && row.released.allSatisfy(rows[other].released.contains)
      }
    }
  }

  /// The rows whose uses all fit, if there are such rows with any use; all rows otherwise.
  private func preferred(
    _ rows: [ExitRow], among uses: KeyPath<ExitRow, [LockUse]>, where fits: (LockUse) -> Bool
  ) -> [ExitRow] {
    let fitting = rows.filter { $0[keyPath: uses].allSatisfy(fits) }
    return fitting.contains { !$0[keyPath: uses].isEmpty } ? fitting : rows
  }

  func translate(_ use: LockUse, _ call: CallSite) -> LockUse {
    LockUse(resource: translate(use.resource, call), mode: use.mode)
  }

  /// A callee's resource in this function's words.
  func translate(_ resource: ResourceID, _ call: CallSite) -> ResourceID {
    let key = engine.resources[resource]
    let parameter: Int32
    let isThrough: Bool
    let field: FieldKey?
    switch key.object {
    case .parameter(let position): (parameter, isThrough, field) = (position, false, nil)
    case .throughParameter(let position, let inner):
      (parameter, isThrough, field) = (position, true, inner)
    default: return resource
    }
    guard Int(parameter) < call.arguments.count else {
      return engine.resources.intern(ResourceKey(object: .unknown, kind: key.kind, bit: key.bit))
    }
    let argument = call.arguments[Int(parameter)]
    let object: ObjectKey =
      if isThrough {
        engine.resolver.object(behind: argument, field: field, in: functionID)
      } else if key.kind == .io {
        completion(of: argument)
      } else {
        engine.resolver.object(at: argument, in: functionID)
      }
    return engine.resources.intern(ResourceKey(object: object, kind: key.kind, bit: key.bit))
  }
}
