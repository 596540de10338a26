/// A lock of a scenario.
package struct ScenarioLock: Hashable, Sendable {
  package let name: String
  /// Whether readers share it; a writer that waits keeps new readers out.
  package let isShared: Bool
  /// Whether who waits spins, and who holds it must not sleep.
  package let spins: Bool

  package init(name: String, isShared: Bool, spins: Bool) {
    self.name = name
    self.isShared = isShared
    self.spins = spins
  }
}
