package import RuleCatalog

/// Locks that are given back by who does not have them.
extension WaitGraph {
  /// All operations that give back a lock of one of these kinds which the task does not have, with their functions.
  package func misreleases(
    _ kinds: Set<ResourceKind>
  ) -> [(function: FunctionID, misrelease: Misrelease)] {
    summaries.flatMap { summary in
      summary.misreleases.filter { kinds.contains(resources[$0.use.resource].kind) }.map {
        (summary.function, $0)
      }
    }
  }
}
