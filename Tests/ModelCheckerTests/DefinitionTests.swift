import ModelChecker
import Testing

/// The search against the bare definition, computed over the whole graph of states: a deadlock is a
/// reachable state in which a task that is not at a valid end can never move again.
@Suite struct DefinitionTests {
  /// The whole graph of a small program; nil when it is not small.
  private struct Graph {
    var states: [[UInt8]] = []
    var successors: [[(task: Int, state: Int)]] = []
    var fails = false

    init?(_ program: Program, limit: Int) {
      let replay = Replay(program)
      var numbers: [[UInt8]: Int] = [program.initialState: 0]
      states = [program.initialState]
      var next = 0
      while next < states.count {
        var moves: [(task: Int, state: Int)] = []
        for move in replay.steps(from: states[next]) {
          if move.failure != nil {
            fails = true
            continue
          }
          let number = numbers[move.state] ?? states.count
          if number == states.count {
            if number == limit { return nil }
            numbers[move.state] = number
            states.append(move.state)
          }
          moves.append((move.step.taskIndex, number))
        }
        successors.append(moves)
        next += 1
      }
    }

    /// The tasks that can move in a state or in any later one.
    func movable(_ tasks: Int) -> [Set<Int>] {
      var movable = successors.map { Set($0.map(\.task)) }
      var changed = true
      while changed {
        changed = false
        for state in states.indices.reversed() {
          let before = movable[state].count
          for move in successors[state] { movable[state].formUnion(movable[move.state]) }
          if movable[state].count != before { changed = true }
        }
      }
      return movable
    }
  }

  @Test(arguments: [false, true])
  func aTaskThatIsStuckNeverMovesAgainAndNoneIsMissed(mayRunForEver: Bool) throws {
    var compared = 0
    var partial = 0
    for seed in 0..<400 {
      let program = try RandomProgram.make(seed: 300_000 + seed, mayRunForEver: mayRunForEver)
      guard let graph = Graph(program, limit: 1_500), !graph.fails else { continue }
      let replay = Replay(program)
      let movable = graph.movable(program.tasks.count)
      let stuck = graph.states.indices.contains { state in
        program.tasks.indices.contains { task in
          !movable[state].contains(task) && !replay.isAtValidEnd(task, in: graph.states[state])
        }
      }
      for reduction in [Reduction(), .all] {
        let verdict = Explorer(reduction: reduction).explore(program).verdict
        #expect((verdict != .exhausted) == stuck, "seed \(300_000 + seed): \(verdict)")
        guard let failure = verdict.failure else { continue }
        let last = try replay.run(failure.schedule).state
        let number = try #require(graph.states.firstIndex(of: last))
        for task in failure.stuck {
          let index = try #require(program.tasks.firstIndex { $0.name == task.task })
          #expect(!movable[number].contains(index), "seed \(300_000 + seed)")
        }
        if !movable[number].isEmpty { partial += 1 }
      }
      compared += 1
    }
    #expect(compared > 100)
    #expect(partial > 20)
  }

  /// The known limit: by control flow the runner may complete what the waiter waits for; by its values it
  /// never does, and it never ends.
  @Test func aWakerThatRunsForEverAndNeverWakesHidesADeadlock() throws {
    let result = try explore { builder in
      let done = builder.completion("done")
      let step = builder.variable("step")
      builder.task("waiter") { $0.wait(for: done) }
      builder.task("runner") { task in
        task.loop {
          $0.set(step, to: 1)
          $0.branch(if: step.equals(0), then: { $0.complete(done) })
          $0.set(step, to: 0)
        }
      }
    }
    withKnownIssue { #expect(result.verdict.kind == .deadlock) }
  }
}
