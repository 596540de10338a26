import Findings
import RuleCatalog
import WaitGraph

/// Locks that are given back twice, without having been got, or as if they were held in another way.
extension RuleEngine {
  func misreleased(_ kinds: Set<ResourceKind>, declaredBy: Set<String>, _ rule: Rule) -> [Candidate]
  {
    graph.misreleases(kinds).compactMap { function, misrelease in
      guard declaredBy.isDisjoint(with: graph.attributes(of: function)) else { return nil }
      let place = location(of: misrelease.ordinal, in: function)
      let taken = misrelease.taken.map { tasks.taking($0, in: function) }
      let again = tasks.givingBack(misrelease.use, at: misrelease.ordinal, in: function)
      let lost = misrelease.lost.map { location(of: $0, in: function).line }
      let before =
        taken == nil
        ? nil
        : misrelease.lost.map { tasks.givingBack(misrelease.use, at: $0, in: function) }
      let detail =
        switch (lost, taken) {
        case (let line?, .some): "\(place.function) has given it back at line \(line) already"
        case (let line?, nil): "\(place.function) has not got it at line \(line)"
        case (nil, _): "\(place.function) holds it in another mode"
        }
      return candidate(
        rule, key: [place.file, place.function, "\(place.line)"], detail: detail,
        location: place, uses: [misrelease.use],
        tasks: [
          Task(
            name: place.function, context: "process",
            steps: [taken, before, again].compactMap(\.self))
        ], doubts: Doubts(calls: 1))
    }
  }
}
