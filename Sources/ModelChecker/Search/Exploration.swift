/// The result of a search.
public struct Exploration: Hashable, Sendable {
  /// What it showed.
  public let verdict: Verdict
  /// How many different states were stored.
  public let states: Int
  /// How many steps were taken between them.
  public let transitions: Int
  /// The length of the longest of the shortest schedules to a stored state.
  public let depth: Int
  /// The size of one state, without the index.
  public let stateBytes: Int
  /// The size of all states and their index.
  public let bytes: Int

  /// A result from its parts.
  public init(
    verdict: Verdict, states: Int, transitions: Int, depth: Int, stateBytes: Int, bytes: Int
  ) {
    self.verdict = verdict
    self.states = states
    self.transitions = transitions
    self.depth = depth
    self.stateBytes = stateBytes
    self.bytes = bytes
  }
}
