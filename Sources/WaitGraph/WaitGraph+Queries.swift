import OrderedCollections

/// Questions of people about a graph.
extension WaitGraph {
  /// The summaries of all functions of a name, one for each context that they are known in.
  ///
  /// - Complexity: linear in the summaries.
  package func summaries(ofFunctionsNamed name: String) -> [SummaryID] {
    summaries.indices.filter { self.name(of: summaries[$0].function) == name }.map { SummaryID($0) }
  }

  /// The effects of a function that may stop a task, in the order in which they were found.
  package func blockingEffects(of summary: SummaryID) -> [EffectID] {
    self[summary].effects.keys.filter { self[$0].isBlocking }
  }
}
