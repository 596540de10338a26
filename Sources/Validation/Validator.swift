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
      let scenario = try ScenarioBuilder(finding).build()
      let program = try ScenarioProgram(scenario)
      let result = explore(program, limits)
      switch result.verdict {
      case .fails(let failure):
        return failed(failure, program, scenario, states: result.states)
      case .exhausted:
        let reason = reason(for: finding, scenario, limits)
        return Validation(verdict: .refuted, states: result.states, schedule: [], reason: reason)
      case .inconclusive(let bound):
        return Validation(
          verdict: .inconclusive, states: result.states, schedule: [], reason: "\(bound)")
      }
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
      return Validation(
        verdict: .confirmed, states: states,
        schedule: ScheduleReader(steps: program.steps).moves(of: failure),
        reason: scenario.assumptions.joined(separator: "; "))
    case .useAfterFree, .assertion, .overflow:
      return Validation(
        verdict: .inconclusive, states: states, schedule: [],
        reason: "the scenario made of the evidence fails by itself (\(failure.kind.rawValue))")
    }
  }

  // MARK: Why not

  /// What prevents the deadlock: the one point whose absence lets it happen.
  private func reason(
    for finding: Finding, _ scenario: Scenario, _ limits: ValidationLimits
  ) -> String {
    for variant in variants(of: finding, scenario) {
      guard let other = try? ScenarioBuilder(finding, variant: variant).build(),
        let program = try? ScenarioProgram(other),
        case .fails(let failure) = explore(program, limits).verdict
      else { continue }
      switch failure.kind {
      case .deadlock, .lostWakeUp, .sleepInAtomic: return variant.reason
      case .useAfterFree, .assertion, .overflow: continue
      }
    }
    return scenario.isAtomic
      ? "nothing in the section ever has to sleep" : "the tasks get through in every order"
  }

  /// The single points that may prevent it, most telling first.
  private func variants(of finding: Finding, _ scenario: Scenario) -> [ScenarioVariant] {
    let taken = scenario.actors.map { Set($0.steps.compactMap(\.deed.acquired)) }
    let locks = scenario.locks.map(\.name)
    let gates = locks.filter { lock in taken.count { $0.contains(lock) } > 1 }
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
