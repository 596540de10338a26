/// What executing a finding's own scenario showed.
package struct Validation: Hashable, Sendable, Codable {
  package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// The scenario deadlocks; the schedule was replayed.
    case confirmed
    /// The whole state space was searched and nothing fails.
    case refuted
    /// A bound was hit.
    case inconclusive
    /// The finding's shape has no scenario yet.
    case notModelled = "not-modelled"
  }

  /// One move of one task in the schedule that deadlocks.
  package struct Move: Hashable, Sendable, Codable {
    package let task: String
    package let action: String
    package let resource: String?
    package let file: String
    package let line: Int

    package init(task: String, action: String, resource: String?, file: String, line: Int) {
      self.task = task
      self.action = action
      self.resource = resource
      self.file = file
      self.line = line
    }

    /// Writes every key: what is nil becomes null.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(task, forKey: .task)
      try container.encode(action, forKey: .action)
      try container.encode(resource, forKey: .resource)
      try container.encode(file, forKey: .file)
      try container.encode(line, forKey: .line)
    }
  }

  package let verdict: Verdict
  /// How many states were explored.
  package let states: Int
  /// The shortest schedule that fails; empty unless confirmed.
  package let schedule: [Move]
  /// Which lock or order prevents it, which bound was hit, or what was missing.
  package let reason: String

  package init(verdict: Verdict, states: Int, schedule: [Move], reason: String) {
    self.verdict = verdict
    self.states = states
    self.schedule = schedule
    self.reason = reason
  }
}
