import ModelChecker

/// A scenario in the model checker's language.
///
/// Every step's label carries the step's index in ``steps``, so that a schedule can be told in the
/// words of the evidence.
struct ScenarioProgram {
  /// All steps of all actors, in order.
  let steps: [ScenarioStep]
  let program: Program

  /// - Throws: `ScenarioFailure.tooLarge` if it does not fit the model checker.
  init(_ scenario: Scenario) throws(ScenarioFailure) {
    steps = scenario.actors.flatMap(\.steps)
    var builder = ProgramBuilder(scenario.name)
    let objects = ScenarioObjects(scenario, in: &builder)
    let hasInterrupts = scenario.actors.contains { $0.interrupted != nil }
    var handles: [Int: TaskHandle] = [:]
    // An interrupt names the task that it interrupts, which therefore comes first.
    let order = scenario.actors.indices.sorted {
      (scenario.actors[$0].level.rawValue, $0) < (scenario.actors[$1].level.rawValue, $1)
    }
    for index in order {
      let actor = scenario.actors[index]
      let first = scenario.actors[..<index].reduce(0) { $0 + $1.steps.count }
      let script = ActorScript(
        actor: actor, firstStep: first, objects: objects, isAtomic: scenario.isAtomic,
        keepsSections: scenario.isAtomic || hasInterrupts)
      if let handle = actor.interrupted.flatMap({ handles[$0] }) {
        handles[index] = Self.interrupt(actor, of: handle, script, objects, &builder)
      } else {
        handles[index] = builder.task(actor.name) { script.write(&$0) }
      }
    }
    do throws(ProgramError) {
      program = try builder.build()
    } catch {
      throw .tooLarge(problem: error.description)
    }
  }

  /// A handler runs once, and one that completes a request not before that was issued.
  private static func interrupt(
    _ actor: ScenarioActor, of task: TaskHandle, _ script: ActorScript,
    _ objects: ScenarioObjects, _ builder: inout ProgramBuilder
  ) -> TaskHandle {
    let hasRun = builder.variable("\(actor.name) has run")
    let requests = actor.steps.compactMap { step -> Condition? in
      if case .serve(let name) = step.deed { objects.requests[name]?.isSet } else { nil }
    }
    return builder.interrupt(
      actor.name, of: task, soft: actor.level == .softInterrupt,
      when: .all([hasRun.isClear] + requests)
    ) {
      $0.set(hasRun, to: 1)
      script.write(&$0)
    }
  }
}
