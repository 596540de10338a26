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

  /// By control flow the runner may complete what the waiters wait for; by its values it never does, and it
  /// never ends.
  private static func waker(copies: Int, wakes: Bool, _ builder: inout ProgramBuilder) {
    let done = builder.completion("done")
    let step = builder.variable("step")
    builder.task("waiter", copies: copies) { $0.wait(for: done) }
    builder.task("runner") { task in
      task.loop {
        $0.set(step, to: 1)
        $0.branch(if: step.equals(wakes ? 1 : 0), then: { $0.complete(done) })
        $0.set(step, to: 0)
      }
    }
  }

  @Test(arguments: [1, 2, 3], [Reduction(), .partialOrder, .symmetry, .all])
  func aWakerThatRunsForEverAndNeverWakesIsADeadlock(copies: Int, reduction: Reduction) throws {
    let result = try explore(reduction: reduction) {
      Self.waker(copies: copies, wakes: false, &$0)
    }
    #expect(result.verdict.kind == .deadlock)
    #expect(result.verdict.failure?.schedule.steps.isEmpty == true)
    #expect(result.verdict.failure?.isShortest == true)
    #expect(result.verdict.failure?.stuck.count == copies)
    let woken = try explore(reduction: reduction) { Self.waker(copies: copies, wakes: true, &$0) }
    #expect(woken.verdict == .exhausted)
  }

  /// Somebody is always blocked, and nobody for ever.
  @Test(arguments: [Reduction(), .all])
  func tasksThatTakeTurnsForEverAreNotStuck(reduction: Reduction) throws {
    let result = try explore(reduction: reduction) { builder in
      let (ping, pong) = (builder.semaphore("ping", count: 1), builder.semaphore("pong", count: 0))
      for (mine, other) in [(ping, pong), (pong, ping)] {
        builder.task("player of \(mine.name)") { task in
          task.loop {
            $0.down(mine)
            $0.up(other)
          }
        }
      }
    }
    #expect(result.verdict == .exhausted)
  }

  /// The one of three that the other two keep out for ever after some choice.
  @Test(arguments: [Reduction(), .all])
  func aTaskThatLosesItsPartnerForEverIsStuck(reduction: Reduction) throws {
    let result = try explore(reduction: reduction) { builder in
      let chosen = builder.variable("chosen")
      let done = builder.waitQueue("queue")
      builder.task("waiter") { $0.wait(on: done, until: chosen.equals(1)) }
      builder.task("runner") { task in
        task.choose([{ $0.set(chosen, to: 1) }, { $0.set(chosen, to: 2) }])
        task.loop {
          $0.branch(if: chosen.equals(1), then: { $0.wakeUp(done) })
          $0.skip()
        }
      }
    }
    let failure = try #require(result.verdict.failure)
    #expect(failure.kind == .deadlock)
    #expect(failure.stuck.map(\.task) == ["waiter"])
  }
}
