import LockIR
import RuleCatalog

/// Loops that take locks, loops that give them back, and loops that wait again.
extension FunctionInterpreter {
  /// Whether a path leaves a loop by the test at its beginning, with some of the locks left that another loop
  /// has taken and this one gives back: both go over the same list, so there is no such path.
  mutating func forgetsSome(
    _ state: PathState, leaving block: Int, to target: Int, _ order: ReversePostorder
  ) -> Bool {
    guard !state.held.isEmpty, order.isLoop(at: block) else { return false }
    let loops = self.loops ?? Loops(function.function, order)
    self.loops = loops
    guard let body = loops.body(from: block), !body.contains(target) else { return false }
    return state.held.contains { held in
      held.ordinal >= 0 && !held.isBorrowed
        && loops.isInLoop(function.block(of: Int(held.ordinal)), without: block)
        && body.contains { givesBack(held, in: $0) }
    }
  }

  /// Whether a wait that ends with its time is begun again when it does, for as long as it takes.
  mutating func isRetried(_ call: CallSite) -> Bool {
    if let known = retries[call.ordinal] { return known }
    var walk = TimeoutWalk(from: call, function, evaluator)
    let isRetried = walk.comesBack()
    retries[call.ordinal] = isRetried
    return isRetried
  }

  private func givesBack(_ held: HeldResource, in block: Int) -> Bool {
    let lock = engine.resources[held.use.resource]
    return function.function.blocks[block].operations.contains { operation in
      guard case .call(_, let callee, let arguments) = operation.kind,
        case .vocabulary(let effects, _) = engine.index.callee(callee, in: function)
      else { return false }
      return effects.contains { effect in
        guard case .release(.argument(let position), lock.kind, _) = effect,
          position < arguments.count
        else { return false }
        let address = function.canonicalID(arguments[position])
        return engine.resolver.object(at: address, in: functionID) == lock.object
      }
    }
  }
}
