import LockIR
import OrderedCollections
import RuleCatalog

/// Tells by which way through memory an operation below some calls gets to its object, in the words of
/// the outermost function.
struct AccessPathTracer {
  /// How many calls deep a way is followed.
  private static let maximumFrames = 40

  let graph: WaitGraph

  /// A call on the way down, outermost first.
  struct Frame {
    let function: FunctionID
    let ordinal: Int32
  }

  /// Whether the lock that an edge asks for is the very object that is held; nil if that cannot be told.
  func asksForWhatIsHeld(_ edge: HoldEdge) -> Bool? {
    if isOneForAll(edge) { return true }
    guard let held = path(toHeld: edge.held, in: edge.summary),
      let asked = path(toLockAskedBy: edge)
    else { return nil }
    guard held == asked else { return nil }
    return isUnchanged(held, from: edge.held.ordinal, to: edge.ordinal, in: edge.summary)
      ? true : nil
  }

  /// The way from the entry of an activation to the lock that it asks for, or the execution that it waits for.
  func path(toLockOf block: EffectID, in activation: Activation) -> AccessPath? {
    var frames: [Frame] = []
    return path(toLockOf: (activation.summary, block), below: &frames)
  }

  /// Whether the lock that an edge begins with is one that the task finds by a pointer in itself: that of its own
  /// address space, say.
  func isHeldForOwnTask(_ edge: HoldEdge) -> Bool {
    let id = graph.function(of: edge.summary)
    let code = graph.index[id]
    guard
      let held = edge.held.address
        ?? lockArgument(at: Frame(function: id, ordinal: edge.held.ordinal)),
      case .load(let place) = code[held], case .field(let owner, _, _) = code[place]
    else { return false }
    return graph.index.isCurrentTask(owner, in: code)
  }

  /// Whether the lock that an edge asks for is found by a pointer in the object whose lock is held: not the
  /// one that the function is about, but a certain one of its own.
  func asksForStored(_ edge: HoldEdge) -> Bool {
    guard let held = path(toHeld: edge.held, in: edge.summary),
      let asked = path(toLockAskedBy: edge)
    else { return false }
    return held.root == asked.root && asked.pointers > held.pointers
  }

  /// Whether there is only one such lock: it is taken, before or now, by a function that is told no object.
  private func isOneForAll(_ edge: HoldEdge) -> Bool {
    guard case .named = graph.resources[edge.held.use.resource].object else { return false }
    if isToldNothing(edge.held.ordinal, in: graph.function(of: edge.summary)) { return true }
    return graph.path(of: edge).last.map { isToldNothing($0.ordinal, in: $0.function) } ?? false
  }

  private func isToldNothing(_ ordinal: Int32, in function: FunctionID) -> Bool {
    guard ordinal >= 0,
      case .call(_, _, let arguments) = graph.index[function].operation(Int(ordinal)).kind
    else { return false }
    return arguments.isEmpty
  }

  // MARK: Where locks are

  func path(toLockAskedBy edge: HoldEdge) -> AccessPath? {
    var frames = [Frame(function: graph.function(of: edge.summary), ordinal: edge.ordinal)]
    let position = edge.record.callee.flatMap { callee in
      edge.record.calleeEffect.map { (callee, $0) }
    }
    return path(toLockOf: position, below: &frames)
  }

  /// Follows the evidence of an effect to the operation that has it.
  private func path(
    toLockOf start: (SummaryID, EffectID)?, below frames: inout [Frame]
  ) -> AccessPath? {
    var position = start
    var visited: Set<SummaryID> = []
    while let (summary, effect) = position {
      guard visited.insert(summary).inserted, let record = graph[summary].effects[effect] else {
        return nil
      }
      frames.append(Frame(function: graph.function(of: summary), ordinal: record.ordinal))
      position = record.callee.flatMap { callee in record.calleeEffect.map { (callee, $0) } }
    }
    guard let last = frames.last else { return nil }
    return lockArgument(at: last).flatMap { path(of: $0, frames[...]) }
  }

  func path(toHeld held: HeldResource, in summary: SummaryID) -> AccessPath? {
    let frame = Frame(function: graph.function(of: summary), ordinal: held.ordinal)
    if let address = held.address { return path(of: address, [frame]) }
    guard held.ordinal >= 0 else { return nil }
    if let argument = lockArgument(at: frame) { return path(of: argument, [frame]) }
    // A helper took it: the way that the helper took.
    var found: AccessPath?
    for callee in graph[summary].callees[held.ordinal] ?? [] {
      for effect in graph[callee.summary].effects.keys where graph[effect].kind == .acquire {
        guard let resource = graph[effect].resource,
          resource == held.use.resource || graph.resources[resource].object.isParameter
        else { continue }
        var frames = [frame]
        guard let path = path(toLockOf: (callee.summary, effect), below: &frames) else { continue }
        guard found == nil || found == path else { return nil }
        found = path
      }
    }
    return found
  }

  /// The argument of an operation that is the lock which the vocabulary says it takes or asserts, or the
  /// execution that it waits for.
  private func lockArgument(at frame: Frame) -> ValueID? {
    guard frame.ordinal >= 0 else { return nil }
    let code = graph.index[frame.function]
    guard case .call(_, let callee, let arguments) = code.operation(Int(frame.ordinal)).kind,
      let effects = graph.index.effects(ofCalling: callee, in: code)
    else { return nil }
    for effect in effects.flatMap(\.possible) {
      switch effect {
      case .acquire(.argument(let position), _, _, _, _), .assertHeld(.argument(let position)),
        .flush(.argument(let position), _, _):
        if position < arguments.count { return code.canonicalID(arguments[position]) }
      // One lock of each object that is passed, or one for the whole kernel.
      case .acquire(.named, _, _, _, _):
        return arguments.first.map { code.canonicalID($0) }
      default: continue
      }
    }
    return nil
  }

  // MARK: Values

  /// The way to a canonical value of the innermost frame's function.
  func path(of value: ValueID, _ frames: ArraySlice<Frame>) -> AccessPath? {
    guard let frame = frames.last else { return nil }
    let code = graph.index[frame.function]
    let isOutermost = frames.count == 1
    func sub(_ value: ValueID) -> AccessPath? { path(of: value, frames) }
    switch code[value] {
    case .constant(let number): return .constant(number)
    case .global(let symbol): return .global(symbol)
    case .local(let local): return isOutermost ? .local(local) : nil
    case .result(let number):
      return path(returnedAs: value, frames) ?? (isOutermost ? .result(number) : nil)
    case .field(let base, let record, let name):
      let (field, vocabulary) = (FieldKey(record: record, name: name), graph.index.vocabulary)
      if vocabulary.isTransparent(record) || vocabulary.isEmbedded(field) { return sub(base) }
      return sub(base).map { $0.field(field) }
    case .container(let base, let record, let field):
      return sub(base).map { $0.container(FieldKey(record: record, name: field)) }
    case .element(let base, let index):
      guard let base = sub(base), let index = sub(index) else { return nil }
      return .element(base, index)
    case .load(let place):
      if case .local(let local) = code[place], code.stableParameters.contains(local.index) {
        return isOutermost ? .parameter(local.index) : argument(local.index, frames.dropLast())
      }
      return sub(place).map { .load($0) }
    case .string, .function, .unary, .binary, .unknown: return nil
    }
  }

  /// The way that a helper finds from its arguments.
  private func path(returnedAs result: ValueID, _ frames: ArraySlice<Frame>) -> AccessPath? {
    guard frames.count < Self.maximumFrames, let frame = frames.last else { return nil }
    let code = graph.index[frame.function]
    guard let call = code.call(returning: result), let symbol = call.symbol,
      case .defined(let target) = graph.index.callee(named: symbol),
      let value = graph.index[target].onlyReturnedValue
    else { return nil }
    let inner =
      frames.dropLast() + [
        Frame(function: frame.function, ordinal: Int32(call.ordinal)),
        Frame(function: target, ordinal: -1),
      ]
    return path(of: value, inner[...])
  }

  private func argument(_ number: Int32, _ frames: ArraySlice<Frame>) -> AccessPath? {
    guard let frame = frames.last, frame.ordinal >= 0 else { return nil }
    let code = graph.index[frame.function]
    guard case .call(_, _, let arguments) = code.operation(Int(frame.ordinal)).kind,
      Int(number) < arguments.count
    else { return nil }
    return path(of: code.canonicalID(arguments[Int(number)]), frames)
  }

  // MARK: Changes in between

  /// Whether a path leads to the same object at two operations of a function.
  private func isUnchanged(
    _ path: AccessPath, from first: Int32, to second: Int32, in summary: SummaryID
  ) -> Bool {
    let isFixed: Bool
    switch path.root {
    case .global, .parameter, .constant: isFixed = true
    default: isFixed = false
    }
    // From one turn of a loop to the next anything may have changed.
    guard first < second else { return isFixed && !path.hasVariableElement }
    if isFixed, !path.hasVariableElement { return true }
    let code = graph.index[graph.function(of: summary)]
    for ordinal in (first + 1)..<max(second, first + 1) {
      switch code.operation(Int(ordinal)).kind {
      case .store(let address, _):
        if case .local(let local) = code[code.canonicalID(address)], path.mentions(.local(local)) {
          return false
        }
      case .call(let number, _, _): if path.mentions(.result(number)) { return false }
      case .evaluate: continue
      }
    }
    return true
  }
}

extension AccessPath {
  /// The path to a field of what this leads to; the two cancel where it came from there.
  fileprivate func field(_ key: FieldKey) -> AccessPath {
    if case .container(let inner, key) = self { return inner }
    return .field(self, key)
  }

  fileprivate func container(_ key: FieldKey) -> AccessPath {
    if case .field(let inner, key) = self { return inner }
    return .container(self, key)
  }

  /// Whether the path depends on a variable or the result of a call.
  fileprivate func mentions(_ part: AccessPath) -> Bool {
    if self == part { return true }
    switch self {
    case .field(let base, _), .container(let base, _), .load(let base): return base.mentions(part)
    case .element(let base, let index): return base.mentions(part) || index.mentions(part)
    case .parameter, .global, .local, .result, .constant: return false
    }
  }
}
