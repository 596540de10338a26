package import Findings

/// Makes a scenario of a finding's evidence: an actor for each task, with all that it takes in order
/// and mode, and those that the shape needs besides (a device, reclaim, who makes a lock contended).
package struct ScenarioBuilder: Sendable {
  private let finding: Finding
  private let variant: ScenarioVariant

  package init(_ finding: Finding, variant: ScenarioVariant = .asFound) {
    self.finding = finding
    self.variant = variant
  }

  /// The scenario.
  ///
  /// - Returns: the closed world that the evidence describes.
  /// - Throws: `ScenarioFailure` if the evidence does not say enough.
  /// - Complexity: quadratic in the number of steps.
  package func build() throws(ScenarioFailure) -> Scenario {
    let facts = EvidenceFacts(finding, variant: variant)
    guard !facts.tasks.isEmpty else { throw .noSteps }
    var world = ScenarioWorld(facts)
    for index in facts.tasks.indices { world.addTask(index) }
    world.addEnvironment()
    if let resource = world.unsignalled { throw .nobodySignals(resource: resource) }
    return world.scenario(named: finding.rule)
  }
}
