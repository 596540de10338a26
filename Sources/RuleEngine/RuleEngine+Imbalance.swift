import Findings
import RuleCatalog
import WaitGraph

/// Ways out of a function that keep what others give back.
extension RuleEngine {
  func unbalanced(
    _ kinds: Set<ResourceKind>, contexts: Set<CallContext>, declaredBy: Set<String>, _ rule: Rule
  ) -> [Candidate] {
    let imbalances = ImbalanceFinder(graph: graph).imbalances(kinds, contexts: contexts)
    return imbalances.compactMap { imbalance in
      let attributes = graph.attributes(of: imbalance.function)
      guard declaredBy.isDisjoint(with: attributes) else { return nil }
      let taken = tasks.taking(imbalance.kept, in: imbalance.function)
      let place = location(of: imbalance.kept.ordinal, in: imbalance.function)
      let detail =
        imbalance.exit.map { "\(place.function) returns at line \($0) and keeps it" }
        ?? "\(place.function) returns and keeps it"
      let notes = imbalance.other.map { ["line \($0) returns without it"] } ?? []
      return candidate(
        rule, key: [place.file, place.function, taken.resource ?? ""], detail: detail,
        location: place, uses: [imbalance.kept.use],
        tasks: [
          Task(
            name: place.function,
            context: imbalance.activation.map(tasks.context(of:)) ?? "process", steps: [taken])
        ],
        doubts: Doubts(calls: 1, otherItems: imbalance.isAlike ? 0 : 1), notes: notes)
    }
  }
}
