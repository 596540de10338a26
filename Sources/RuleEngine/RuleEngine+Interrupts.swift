import Findings
import RuleCatalog
import WaitGraph

/// Locks that interrupts take, held while those may come in.
extension RuleEngine {
  func interrupted(by contexts: Set<CallContext>, _ rule: Rule) -> [Candidate] {
    InterruptFinder(graph: graph).inversions(contexts).compactMap { inversion -> Candidate? in
      guard let last = inversion.path.last else { return nil }
      let place = location(of: last.ordinal, in: last.function)
      let use = LockUse(resource: inversion.lock, mode: graph[inversion.taking].mode)
      let asking = graph.path(to: inversion.asking, in: inversion.handler.summary)
      let interrupted = [
        Task(
          name: graph.name(of: inversion.holder.function),
          context: tasks.context(of: inversion.holder),
          steps: tasks.steps(along: inversion.path, to: inversion.taking)),
        Task(
          name: graph.name(of: inversion.handler.function),
          context: tasks.context(of: inversion.handler),
          steps: tasks.steps(along: asking, to: inversion.asking)),
      ]
      let link = inversion.link
      let wanted = link.map { tasks.name(of: $0.held.use) }
      return candidate(
        rule, key: [tasks.name(of: use)] + [wanted].compactMap(\.self),
        detail: detail(place.function, interrupted[1].name, wanted),
        location: place, uses: [use] + [link?.held.use].compactMap(\.self),
        tasks: interrupted + [link.map { tasks.task(holding: $0) }].compactMap(\.self),
        doubts: Doubts(
          // An interrupt does little: the further down it comes to a lock, the likelier something keeps it
          // from that.
          calls: inversion.path.count + 2 * asking.count
            + (link.map { graph.path(of: $0).count } ?? 0),
          choices: graph.indirections(inversion.taking, inversion.holder)
            + graph.indirections(inversion.asking, inversion.handler),
          otherStarts: inversion.handler.context == .ioCompletion ? 1 : 0,
          otherInstances: inversion.isOfOtherOwners ? 1 : 0))
    }
  }

  private func detail(_ holder: String, _ handler: String, _ wanted: String?) -> String {
    let interrupted = "\(holder) holds it, and \(handler) may come in and spin for"
    return wanted.map { "\(interrupted) \($0), whose holder asks for it" } ?? "\(interrupted) it"
  }
}
