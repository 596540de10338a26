import LockIR
import OrderedCollections
import RuleCatalog

/// What sleeps on the way to an effect.
extension WaitGraph {
  /// The summaries of functions that may sleep for sure, as far as their calls go.
  ///
  /// - Complexity: linear in the effects of all summaries.
  func sleepers() -> Set<SummaryID> {
    Set(
      summaries.indices.lazy.map { SummaryID($0) }.filter { id in
        self[id].effects.contains { key, record in
          record.indirections == 0 && !self[key].isAvoidable && self[key].kind != .sleepInTask
            && maySleep(self[key])
        }
      })
  }

  /// The summaries of functions that call a method which is only called where one may sleep.
  ///
  /// - Complexity: linear in the program.
  func callersOfProcessMethods() -> Set<SummaryID> {
    let callers = Set(index.functions.indices.map { FunctionID($0) }.filter(callsProcessMethod))
    return Set(
      summaries.indices.lazy.map { SummaryID($0) }.filter { callers.contains(self[$0].function) })
  }

  private func callsProcessMethod(_ function: FunctionID) -> Bool {
    let code = index[function]
    return code.callOrdinals.values.contains { ordinal in
      guard case .call(_, let callee, _) = code.operation(ordinal).kind,
        case .indirect(let pointer) = index.callee(callee, in: code),
        let field = code.fieldRead(by: pointer)
      else { return false }
      return index.vocabulary.contract(of: field)?.context == .process
    }
  }

  /// Whether the way to an effect comes through one of these functions below the first: then it is not taken
  /// where nobody may sleep.
  func passes(_ sleepers: Set<SummaryID>, to effect: EffectID, in summary: SummaryID) -> Bool {
    var visited: Set<SummaryID> = [summary]
    var position = self[summary].effects[effect]
    while let record = position, let callee = record.callee, visited.insert(callee).inserted {
      if sleepers.contains(callee) { return true }
      position = record.calleeEffect.flatMap { self[callee].effects[$0] }
    }
    return false
  }
}
