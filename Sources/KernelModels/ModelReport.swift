package import ModelChecker

/// What exploring one variant of one model showed; an entry of `deadlint model check --format json`.
package struct ModelReport: Hashable, Sendable, Codable {
  package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// It fails; the schedule was replayed.
    case confirmed
    /// Every state was searched and nothing fails.
    case refuted
    /// A bound was hit.
    case inconclusive
  }

  /// One step of the schedule.
  package struct Move: Hashable, Sendable, Codable {
    package let task: String
    package let function: String
    package let call: String
    package let action: OperationKind
    package let resource: String?

    package init(_ step: ScheduleStep) {
      task = step.task
      function = step.label.function
      call = step.label.text
      action = step.label.operation
      resource = step.label.resource
    }
  }

  /// A task that can never go on, and what it waits for.
  package struct Stuck: Hashable, Sendable, Codable {
    package let task: String
    package let function: String
    package let call: String
    package let resource: String?

    package init(_ stuck: StuckTask) {
      task = stuck.task
      function = stuck.label.function
      call = stuck.label.text
      resource = stuck.label.resource
    }
  }

  package let model: String
  package let variant: String
  package let sizes: [String: Int]
  package let verdict: Verdict
  /// What fails; nil unless confirmed.
  package let failure: FailureKind?
  /// How many states were explored.
  package let states: Int
  /// The shortest schedule that fails; empty unless confirmed.
  package let schedule: [Move]
  /// Who is stuck at its end.
  package let stuck: [Stuck]
  /// The bound that was hit; nil unless inconclusive.
  package let bound: String?

  package init(
    model: String, variant: ModelVariant, sizes: [String: Int], exploration: Exploration
  ) {
    self.model = model
    self.variant = variant.description
    self.sizes = sizes
    states = exploration.states
    switch exploration.verdict {
    case .fails(let found):
      verdict = .confirmed
      failure = found.kind
      schedule = found.schedule.steps.map { Move($0) }
      stuck = found.stuck.map { Stuck($0) }
      bound = nil
    case .exhausted:
      verdict = .refuted
      failure = nil
      schedule = []
      stuck = []
      bound = nil
    case .inconclusive(let reason):
      verdict = .inconclusive
      failure = nil
      schedule = []
      stuck = []
      bound = reason.description
    }
  }
}
