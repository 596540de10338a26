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

  /// Whether scenarios know what a resource of this kind, in the vocabulary's words, is for.
  package static func knows(kind: String) -> Bool { ResourceTraits.role(ofKind: kind) != nil }

  /// The scenarios: one for each way to place the interrupts, and so mostly just one.
  ///
  /// - Returns: the closed worlds that the evidence describes.
  /// - Throws: `ScenarioFailure` if the evidence does not say enough.
  /// - Complexity: quadratic in the number of steps.
  package func build() throws(ScenarioFailure) -> [Scenario] {
    let facts = EvidenceFacts(finding, variant: variant)
    guard !facts.tasks.isEmpty else { throw .noSteps }
    if facts.tasks.count == 1, facts.tasks[0].steps.count == 1, !facts.keepsLocks,
      facts.tasks[0].steps[0].action == .enter
    {
      throw .nothingBlocks
    }
    var world = ScenarioWorld(facts)
    for index in facts.tasks.indices { world.addTask(index) }
    world.addEnvironment()
    if let resource = world.unsignalled { throw .nobodySignals(resource: resource) }
    return world.scenarios(named: finding.rule)
  }
}
