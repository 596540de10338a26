import Findings

/// Someone who acts in a scenario, once, from the first step to the last.
package struct ScenarioActor: Hashable, Sendable {
  /// What an actor can interrupt: whatever has a lower level.
  package enum Level: Int, Hashable, Sendable {
    case task, softInterrupt, interrupt
  }

  package let name: String
  package let level: Level
  /// Sleeping is a failure from the first step on: interrupt and timer context.
  package let isAtomic: Bool
  /// The index of the actor whose processor it runs on, which meanwhile stands still; nil for one
  /// that runs beside all others.
  package let interrupted: Int?
  package let steps: [ScenarioStep]

  package init(
    name: String, level: Level, isAtomic: Bool, interrupted: Int?, steps: [ScenarioStep]
  ) {
    self.name = name
    self.level = level
    self.isAtomic = isAtomic
    self.interrupted = interrupted
    self.steps = steps
  }
}

extension ScenarioActor {
  func with(steps: [ScenarioStep]) -> ScenarioActor {
    ScenarioActor(
      name: name, level: level, isAtomic: isAtomic, interrupted: interrupted, steps: steps)
  }

  func interrupting(_ actor: Int?) -> ScenarioActor {
    ScenarioActor(name: name, level: level, isAtomic: isAtomic, interrupted: actor, steps: steps)
  }

  /// Whether it is the device that completes the request.
  func serves(_ request: String) -> Bool {
    steps.contains { $0.deed == .serve(request) }
  }

  /// The events that it signals.
  var signals: [String] {
    steps.compactMap { if case .signal(let event) = $0.deed { event } else { nil } }
  }

  /// The executions that are over when it is.
  var ends: [String] {
    steps.filter { $0.move.action == "return" }.compactMap {
      if case .signal(let execution) = $0.deed { execution } else { nil }
    }
  }

  /// The locks that it takes.
  var locks: Set<String> { Set(steps.compactMap(\.deed.acquired)) }
}
