/// Someone who acts in a scenario, once, from the first step to the last.
package struct ScenarioActor: Hashable, Sendable {
  package let name: String
  /// Sleeping is a failure from the first step on: interrupt and timer context.
  package let isAtomic: Bool
  /// The index of the actor whose processor it runs on, which meanwhile stands still; nil for one
  /// that runs beside all others.
  package let interrupted: Int?
  package let steps: [ScenarioStep]

  package init(name: String, isAtomic: Bool, interrupted: Int?, steps: [ScenarioStep]) {
    self.name = name
    self.isAtomic = isAtomic
    self.interrupted = interrupted
    self.steps = steps
  }
}

extension ScenarioActor {
  /// Whether it is the device that completes the request.
  func serves(_ request: String) -> Bool {
    steps.contains { $0.deed == .serve(request) }
  }

  /// The events that it signals.
  var signals: [String] {
    steps.compactMap { if case .signal(let event) = $0.deed { event } else { nil } }
  }
}
