/// Why a finding has no scenario.
package enum ScenarioFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The evidence has no step at all.
  case noSteps
  /// A task waits for something, and nobody in the evidence lets it through.
  case nobodySignals(resource: String)
  /// The one task of the evidence only enters a section: that it keeps it is what the finding says.
  case nothingBlocks
  /// The scenario is too large for the model checker.
  case tooLarge(problem: String)

  package var description: String {
    switch self {
    case .noSteps: "the evidence has no steps"
    case .nobodySignals(let resource): "nobody in the evidence signals \(resource)"
    case .nothingBlocks: "the section that a function keeps when it returns blocks nobody"
    case .tooLarge(let problem): problem
    }
  }
}
