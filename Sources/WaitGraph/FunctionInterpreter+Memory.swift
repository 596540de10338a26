import LockIR
import RuleCatalog

/// Allocations: with which masks, and in which memalloc scopes.
extension FunctionInterpreter {
  mutating func allocate(
    _ gfp: GFPSpec, _ pool: ObjectSpec?, _ probe: String?, _ call: CallSite, _ state: PathState
  ) {
    let layout = engine.index.vocabulary.gfp
    guard layout.isKnown else { return }
    let masks = masks(gfp, call, state)
    if masks.contains(where: { $0 & layout.directReclaim == 0 }) { avoiding.insert(call.ordinal) }
    guard isRecording else { return }
    if let probe, !leavesToScope(masks, state) {
      // Of a mask that is not known it may be known what it lacks.
      let most = masks.isEmpty ? mostFlags(gfp, call, state).map { [$0] } ?? [] : masks
      for mask in most where mask & (layout.io | layout.fs) != layout.io | layout.fs {
        let resource = ResourceKey(object: .named(probe), kind: .reclaim)
        note(.ignoredMask(mask), engine.resources.intern(resource), call, state)
      }
    }
    for mask in masks {
      let allowed = mask & ~bits(removedByScopesOf: state)
      guard allowed & layout.directReclaim != 0 else { continue }
      // A pool's reserve comes last: before, memory is asked for as everywhere.
      let memory = ResourceKey(object: .named(layout.describe(allowed)), kind: .reclaim)
      let reserve = pool.map { ResourceKey(object: object($0, call), kind: .mempool) }
      for key in [reserve, memory].compactMap(\.self) {
        note(
          .allocate, engine.resources.intern(key), call, state,
          hasAlternative: avoiding.contains(call.ordinal))
      }
    }
  }

  /// The masks that an allocation may be made with, as far as they are known.
  func masks(_ gfp: GFPSpec, _ call: CallSite, _ state: PathState) -> [Int64] {
    switch gfp {
    case .constant(let name):
      return engine.index.vocabulary.gfp.mask(named: name).map { [$0] } ?? []
    case .argument(let position):
      guard position < call.arguments.count else { return [] }
      let argument = call.arguments[position]
      let known = evaluator.evaluate(argument, state.facts).constants
      // A null pointer where an older form of the function has its mask.
      if known == [0] { return [] }
      return known ?? flags(argument, state.facts)
    }
  }

  /// The constants that a mask may be which fields and other constants are put together to; none if any part is
  /// not known.
  private func flags(_ value: ValueID, _ facts: PathFacts) -> [Int64] {
    if let known = evaluator.evaluate(value, facts).constants { return known }
    if let field = function.fieldRead(by: value) { return engine.index.constants(storedIn: field) }
    guard case .binary(let operation, let left, let right) = function[value],
      operation == .or || operation == .and
    else { return [] }
    let others = flags(right, facts)
    return flags(left, facts).flatMap { one in
      others.map { operation == .or ? one | $0 : one & $0 }
    }
  }

  /// All flags that an allocation's mask may have, where some are taken out of it; nil if none are.
  private func mostFlags(_ gfp: GFPSpec, _ call: CallSite, _ state: PathState) -> Int64? {
    guard case .argument(let position) = gfp, position < call.arguments.count else { return nil }
    let most = mostFlags(call.arguments[position], state.facts)
    return most == 0 || most == -1 ? nil : most
  }

  private func mostFlags(_ value: ValueID, _ facts: PathFacts) -> Int64 {
    if let known = evaluator.evaluate(value, facts).constants { return known.reduce(0, |) }
    return switch function[value] {
    case .binary(.and, let left, let right): mostFlags(left, facts) & mostFlags(right, facts)
    case .binary(.or, let left, let right): mostFlags(left, facts) | mostFlags(right, facts)
    default: -1
    }
  }

  func bits(removedByScopesOf state: PathState) -> Int64 {
    let layout = engine.index.vocabulary.gfp
    return state.held.reduce(into: 0) {
      $0 |= layout.bits(removedBy: engine.resources[$1.use.resource].kind)
    }
  }

  /// Whether the memalloc scopes that are open take away all that a mask takes away.
  func scopes(of state: PathState, cover mask: Int64) -> Bool {
    let layout = engine.index.vocabulary.gfp
    return (layout.io | layout.fs) & ~mask & ~bits(removedByScopesOf: state) == 0
  }

  /// Whether the function opens a memalloc scope on other ways, and the mask may be one that needs none: then what
  /// decides on the scope decides on the mask.
  private func leavesToScope(_ masks: [Int64], _ state: PathState) -> Bool {
    let layout = engine.index.vocabulary.gfp
    return masks.contains { $0 & (layout.io | layout.fs) == layout.io | layout.fs }
      && bits(removedByScopesOf: state) == 0
      && takers.keys.contains { layout.bits(removedBy: engine.resources[$0].kind) != 0 }
  }
}
