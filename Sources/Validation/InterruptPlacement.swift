/// Where the interrupts of a scenario run: each on the processor of somebody whom it can interrupt and
/// who may be holding a lock, or on one of its own.
enum InterruptPlacement {
  /// All ways, those first in which an interrupt meets a lock of its own.
  static func all(of actors: [ScenarioActor]) -> [[ScenarioActor]] {
    var ways: [[ScenarioActor]] = [actors]
    for handler in actors.indices where actors[handler].level != .task {
      ways = ways.flatMap { way in
        places(for: handler, among: actors).map { place in
          var placed = way
          placed[handler] = way[handler].interrupting(place)
          return placed
        }
      }
    }
    return ways
  }

  private static func places(for handler: Int, among actors: [ScenarioActor]) -> [Int?] {
    let actor = actors[handler]
    guard !actor.locks.isEmpty, !isAwaited(actor, by: actors) else { return [nil] }
    let holders = actors.indices.filter {
      actors[$0].level.rawValue < actor.level.rawValue && !actors[$0].locks.isEmpty
    }
    let (same, other) = (
      holders.filter { !actors[$0].locks.isDisjoint(with: actor.locks) },
      holders.filter { actors[$0].locks.isDisjoint(with: actor.locks) }
    )
    return (same + other).map { Optional($0) } + [nil]
  }

  /// Whether somebody waits for the handler's end: then it runs somewhere else, or would not be waited for.
  private static func isAwaited(_ handler: ScenarioActor, by actors: [ScenarioActor]) -> Bool {
    let ends = Set(handler.ends)
    return actors.contains { actor in
      actor.steps.contains { step in
        if case .wait(let event) = step.deed { ends.contains(event) } else { false }
      }
    }
  }
}
