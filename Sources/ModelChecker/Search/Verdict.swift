/// What a search showed.
public enum Verdict: Hashable, Sendable {
  /// A failure can be reached; its schedule was replayed.
  case fails(Failure)
  /// Every reachable state was searched, and none fails. One kind of deadlock may be missed: of some
  /// tasks only, while another runs for ever that by its control flow alone could still wake them.
  case exhausted
  /// The search gave up first.
  case inconclusive(Bound)
}
