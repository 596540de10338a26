import Findings
import RuleCatalog
import WaitGraph

/// Locks that interrupts take, held while those may come in.
extension RuleEngine {
  func interrupted(by contexts: Set<CallContext>, _ rule: Rule) -> [Candidate] {
    InterruptFinder(graph: graph).inversions(contexts).compactMap { inversion in
      guard let last = inversion.path.last else { return nil }
      let place = location(of: last.ordinal, in: last.function)
      let use = LockUse(resource: inversion.lock, mode: graph[inversion.taking].mode)
      let asking = graph.path(to: inversion.asking, in: inversion.handler.summary)
      let built = [
        Task(
          name: graph.name(of: inversion.holder.function),
          context: tasks.context(of: inversion.holder),
          steps: tasks.steps(along: inversion.path, to: inversion.taking)),
        Task(
          name: graph.name(of: inversion.handler.function),
          context: tasks.context(of: inversion.handler),
          steps: tasks.steps(along: asking, to: inversion.asking)),
      ]
      return candidate(
        rule, key: [tasks.name(of: use)],
        detail: "\(place.function) holds it, and \(built[1].name) may come in and spin for it",
        location: place, uses: [use], tasks: built,
        doubts: Doubts(
          // An interrupt does little: the further down it comes to a lock, the likelier something keeps it
          // from that.
          calls: inversion.path.count + 2 * asking.count,
          choices: graph.indirections(inversion.taking, inversion.holder)
            + graph.indirections(inversion.asking, inversion.handler),
          otherStarts: inversion.handler.context == .ioCompletion ? 1 : 0,
          otherInstances: inversion.isOfOtherOwners ? 1 : 0))
    }
  }
}
