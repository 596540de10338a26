/// Where the execution of one finding gives up: then it is inconclusive.
package struct ValidationLimits: Hashable, Sendable {
  /// The most states of one scenario.
  package let states: Int
  /// The most bytes that they may take.
  package let bytes: Int

  /// Enough for a dozen tasks, and less than a second and 50 MB.
  package static let standard = ValidationLimits(states: 200_000, bytes: 50_000_000)

  package init(states: Int, bytes: Int) {
    self.states = states
    self.bytes = bytes
  }
}
