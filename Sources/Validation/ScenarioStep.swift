package import Findings

/// One step of an actor, and how a schedule shows it.
package struct ScenarioStep: Hashable, Sendable {
  package let deed: ScenarioDeed
  package let move: Validation.Move

  package init(deed: ScenarioDeed, move: Validation.Move) {
    self.deed = deed
    self.move = move
  }
}
