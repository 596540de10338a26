import LockIR
import OrderedCollections
import RuleCatalog

/// Executions that a task has called off.
extension WaitGraph {
  /// Whether a wait for an execution takes one that has not begun off its queue, and does not wait for it.
  func cancels(_ effect: EffectID, in summary: SummaryID) -> Bool {
    guard let last = path(to: effect, in: summary).last, last.ordinal >= 0 else { return false }
    return index.effects(at: Int(last.ordinal), in: index[last.function]).contains {
      if case .flush(_, _, let cancels) = $0 { cancels } else { false }
    }
  }

  /// Whether a task has called off an execution wherever it takes a way: as it does where it puts an end to
  /// something.
  func isCancelled(
    _ execution: Activation, before path: [PathStep], in summary: SummaryID
  ) -> Bool {
    guard let object = execution.object, object.isKnown else { return false }
    var reached: SummaryID? = summary
    for (position, step) in path.enumerated() {
      guard let current = reached else { return false }
      let code = index[step.function]
      for (effect, record) in self[current].effects where self[effect].kind == .flush {
        guard let waited = self[effect].resource.map({ resources[$0] }), waited.object == object,
          execution.context.isExecution(of: waited.kind),
          record.ordinals.all.contains(where: { code.dominates(Int($0), Int(step.ordinal)) }),
          cancels(effect, in: current)
        else { continue }
        return true
      }
      let next = path.indices.contains(position + 1) ? path[position + 1].function : nil
      reached = self[current].callees[step.ordinal]?.map(\.summary).first {
        function(of: $0) == next
      }
    }
    return false
  }
}
