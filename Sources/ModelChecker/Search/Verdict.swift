/// What a search showed.
public enum Verdict: Hashable, Sendable {
  /// A failure can be reached; its schedule was replayed.
  case fails(Failure)
  /// Every reachable state was searched, and none fails.
  case exhausted
  /// The search gave up first.
  case inconclusive(Bound)
}
