/// A finding as a small closed world: who takes, waits for and signals what, in which order. What is
/// explored is made of this alone.
package struct Scenario: Hashable, Sendable {
  /// The finding's rule.
  package let name: String
  /// Sorted by name.
  package let locks: [ScenarioLock]
  /// What is signalled and waited for; a signal stays, and lets every waiter through. Sorted.
  package let events: [String]
  /// I/O that a device completes once it has been issued. Sorted.
  package let requests: [String]
  /// The domains that grace periods are waited for in. Sorted.
  package let domains: [String]
  /// Requests that were issued before anything else happens.
  package let issued: Set<String>
  /// By request, the events that only its completion signals. Whoever waits for one before the
  /// request was submitted has nothing to wait for: it stands as signalled until then.
  package let completions: [String: [String]]
  /// The finding's tasks in their order, then what the shape needs besides them.
  package let actors: [ScenarioActor]
  /// Whether it is about sleeping where nothing may sleep, rather than about a cycle.
  package let isAtomic: Bool
  /// What was taken for granted beyond the evidence: sentences.
  package let assumptions: [String]

  package init(
    name: String, locks: [ScenarioLock], events: [String], requests: [String], domains: [String],
    issued: Set<String>, completions: [String: [String]], actors: [ScenarioActor], isAtomic: Bool,
    assumptions: [String]
  ) {
    self.name = name
    self.locks = locks
    self.events = events
    self.requests = requests
    self.domains = domains
    self.issued = issued
    self.completions = completions
    self.actors = actors
    self.isAtomic = isAtomic
    self.assumptions = assumptions
  }
}
