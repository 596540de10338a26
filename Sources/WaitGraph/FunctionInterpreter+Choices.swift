import LockIR
import RuleCatalog

/// Effects on an object that a condition chooses.
extension FunctionInterpreter {
  /// A call once for each object that an effect of it may be about: one call where that is known. What is given back
  /// is what is held.
  func ways(of effect: Effect, _ call: CallSite, _ state: PathState) -> [CallSite] {
    switch effect {
    case .acquire(.argument(let position), _, _, _, _), .queue(.argument(let position), _, _),
      .flush(.argument(let position), _, _):
      return choices(position, call)
    case .release(.argument(let position), let kind, _):
      let ways = choices(position, call)
      return ways.first { way in
        guard let object = way.choice?.object else { return false }
        return state.holds(engine.resources.intern(ResourceKey(object: object, kind: kind)))
      }.map { [$0] } ?? [call]
    default: return [call]
    }
  }

  private func choices(_ position: Int, _ call: CallSite) -> [CallSite] {
    guard position < call.arguments.count else { return [call] }
    let argument = call.arguments[position]
    switch function[argument] {
    case .load, .result: break
    default: return [call]
    }
    switch engine.resolver.object(at: argument, in: functionID) {
    case .local, .returned, .unknown: break
    default: return [call]
    }
    let objects = engine.resolver.choices(at: argument, in: functionID)
    return objects.isEmpty ? [call] : objects.map { call.choosing($0, position) }
  }
}
