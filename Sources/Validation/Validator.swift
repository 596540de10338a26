package import Findings
import ModelChecker

/// Executes findings: makes a scenario of the evidence and searches all its states.
package struct Validator: Sendable {
  package init() {}

  /// What executing the finding shows.
  ///
  /// `confirmed` only with a schedule that was replayed, `refuted` only when the whole state space
  /// was searched. Equal findings give equal results.
  ///
  /// - Parameters:
  ///   - finding: what to execute; its own validation is not looked at.
  ///   - limits: where to give up.
  /// - Returns: the verdict, with the schedule or the reason.
  /// - Complexity: linear in the number of states, which grows exponentially with the tasks.
  package func validate(
    _ finding: Finding, limits: ValidationLimits = .standard
  ) -> Validation {
    do throws(ScenarioFailure) {
      var states = 0
      var bound: Bound?
      let scenarios = try ScenarioBuilder(finding).build()
      for scenario in scenarios {
        let program = try ScenarioProgram(scenario)
        let left = ValidationLimits(states: limits.states - states, bytes: limits.bytes)
        let result = explore(program, left)
        states += result.states
        switch result.verdict {
        case .fails(let failure) where failure.kind == .assertion && misreleases(finding):
          return confirmed(failure, program, scenario, states: states)
        case .fails(let failure): return failed(failure, program, scenario, states: states)
        case .exhausted: continue
        case .inconclusive(let reason): bound = bound ?? reason
        }
      }
      if let bound {
        return Validation(
          verdict: .inconclusive, states: states, schedule: [], reason: "\(bound)")
      }
      return Validation(
        verdict: .refuted, states: states, schedule: [],
        reason: reason(for: finding, scenarios, limits))
    } catch {
      return Validation(verdict: .notModelled, states: 0, schedule: [], reason: "\(error)")
    }
  }

  private func explore(_ program: ScenarioProgram, _ limits: ValidationLimits) -> Exploration {
    Explorer(limits: Limits(states: limits.states, bytes: limits.bytes)).explore(program.program)
  }

  private func failed(
    _ failure: Failure, _ program: ScenarioProgram, _ scenario: Scenario, states: Int
  ) -> Validation {
    switch failure.kind {
    case .deadlock, .lostWakeUp, .sleepInAtomic:
      return confirmed(failure, program, scenario, states: states)
    case .useAfterFree, .assertion, .overflow:
      return Validation(
        verdict: .inconclusive, states: states, schedule: [],
        reason: "the scenario made of the evidence fails by itself (\(failure.kind.rawValue))")
    }
  }

  private func confirmed(
    _ failure: Failure, _ program: ScenarioProgram, _ scenario: Scenario, states: Int
  ) -> Validation {
    Validation(
      verdict: .confirmed, states: states,
      schedule: ScheduleReader(steps: program.steps).moves(of: failure),
      reason: scenario.assumptions.joined(separator: "; "))
  }

  /// Whether it is about what a primitive itself claims: that who gives a lock back has it.
  private func misreleases(_ finding: Finding) -> Bool {
    EvidenceFacts(finding, variant: .asFound).misreleases
  }

  // MARK: Why not

  /// What prevents the deadlock: the one point whose absence lets it happen.
  private func reason(
    for finding: Finding, _ scenarios: [Scenario], _ limits: ValidationLimits
  ) -> String {
    guard let scenario = scenarios.first else { return "" }
    for variant in variants(of: finding, scenario) {
      guard let others = try? ScenarioBuilder(finding, variant: variant).build() else { continue }
      if others.contains(where: { deadlocks($0, limits) }) { return variant.reason }
    }
    return scenario.isAtomic
      ? "nothing in the section ever has to sleep" : "the tasks get through in every order"
  }

  private func deadlocks(_ scenario: Scenario, _ limits: ValidationLimits) -> Bool {
    guard let program = try? ScenarioProgram(scenario),
      case .fails(let failure) = explore(program, limits).verdict
    else { return false }
    switch failure.kind {
    case .deadlock, .lostWakeUp, .sleepInAtomic: return true
    case .useAfterFree, .assertion, .overflow: return false
    }
  }

  /// The single points that may prevent it, most telling first.
  private func variants(of finding: Finding, _ scenario: Scenario) -> [ScenarioVariant] {
    let locks = scenario.locks.map(\.name)
    let gates = locks.filter { lock in scenario.actors.count { $0.locks.contains(lock) } > 1 }
    let written = Set(
      scenario.actors.flatMap(\.steps).compactMap { step -> String? in
        if case .acquire(let lock, .exclusive) = step.deed { lock } else { nil }
      })
    let readOnly = scenario.locks.filter { $0.isShared && !written.contains($0.name) }
    return [.withoutScopes]
      + ContextTraits(finding.tasks).serialised.sorted().map { .withoutSerialisation($0) }
      + readOnly.map { .withWriter($0.name) } + gates.map { .withoutLock($0) }
  }
}
