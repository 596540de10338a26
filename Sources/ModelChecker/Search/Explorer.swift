/// Searches the states of a program for failures.
///
/// Two equal programs and limits give equal results, down to the schedule and the counts.
public struct Explorer: Hashable, Sendable {
  /// Where it gives up.
  public let limits: Limits
  /// What it leaves out.
  public let reduction: Reduction

  /// An explorer; the reductions change no verdict.
  public init(limits: Limits = .standard, reduction: Reduction = .all) {
    self.limits = limits
    self.reduction = reduction
  }

  /// Searches breadth first until something fails, everything was seen, or a limit is hit.
  ///
  /// Partial-order reduction may lengthen the way to a failure; when something fails, a second search
  /// without it looks for the shortest schedule, within the same limits. The counts are those of the
  /// first search, which decides the verdict.
  ///
  /// `isCancelled`: asked every thousand states; true ends the search.
  /// - Complexity: linear in the number of steps between states; memory is ``Exploration/bytes``.
  public func explore(
    _ program: Program, isCancelled: () -> Bool = { false }
  ) -> Exploration {
    let machine = Machine(program)
    let search = Search(program, machine: machine, limits: limits, reduction: reduction)
    let outcome = search.run(isCancelled: isCancelled)
    let transitions = search.transitions
    let verdict: Verdict
    switch outcome {
    case .exhausted: verdict = starvation(program, machine, search, isCancelled)
    case .bound(let bound): verdict = .inconclusive(bound)
    case .stuck, .violation:
      let isShortest = !reduction.contains(.partialOrder)
      verdict =
        (isShortest ? nil : shortest(program, machine, search.depth, isCancelled))
        ?? self.verdict(program, search, outcome, isShortest: isShortest)
    }
    return Exploration(
      verdict: verdict, states: search.store.count, transitions: transitions,
      depth: search.depth, stateBytes: machine.width, bytes: search.store.bytes)
  }

  /// Whether, after a search that found nothing, a task can never move again beside others that run for
  /// ever. To tell which task takes a search without symmetry, and the shortest way one without any
  /// reduction.
  private func starvation(
    _ program: Program, _ machine: Machine, _ search: Search, _ isCancelled: () -> Bool
  ) -> Verdict {
    guard Starvation(search).isPossible else { return .exhausted }
    var named = search
    if search.canonicaliser != nil {
      named = Search(
        program, machine: machine, limits: limits, reduction: reduction.subtracting(.symmetry))
      if case .bound(let bound) = named.run(isCancelled: isCancelled) {
        return .inconclusive(bound)
      }
    }
    guard let state = Starvation(named).firstStuckState() else { return .exhausted }
    guard reduction.contains(.partialOrder) else {
      return verdict(program, named, .stuck(state: state), isShortest: true)
    }
    let full = Search(program, machine: machine, limits: limits, reduction: [])
    if case .exhausted = full.run(isCancelled: isCancelled),
      let first = Starvation(full).firstStuckState()
    {
      return verdict(program, full, .stuck(state: first), isShortest: true)
    }
    return verdict(program, named, .stuck(state: state), isShortest: false)
  }

  /// Nil when the limits do not allow it.
  private func shortest(
    _ program: Program, _ machine: Machine, _ depth: Int, _ isCancelled: () -> Bool
  ) -> Verdict? {
    let search = Search(
      program, machine: machine, limits: limits, reduction: reduction.subtracting(.partialOrder))
    let outcome = search.run(deepest: depth, isCancelled: isCancelled)
    switch outcome {
    case .stuck, .violation: return verdict(program, search, outcome, isShortest: true)
    case .exhausted, .bound: return nil
    }
  }

  private func verdict(
    _ program: Program, _ search: Search, _ outcome: Search.Outcome, isShortest: Bool
  ) -> Verdict {
    let schedule: Schedule?
    let expected: FailureKind?
    switch outcome {
    case .stuck(let state):
      schedule = ScheduleFinder(program, search).schedule(to: state, failing: nil)
      expected = nil
    case .violation(let kind, let state):
      schedule = ScheduleFinder(program, search).schedule(to: state, failing: kind)
      expected = kind
    case .exhausted, .bound: return .exhausted
    }
    do throws(Replay.Mismatch) {
      if let schedule {
        let ending = try Replay(program).run(schedule)
        if let kind = ending.failure, expected == nil || expected == kind {
          return .fails(
            Failure(kind: kind, schedule: schedule, stuck: ending.stuck, isShortest: isShortest))
        }
      }
    } catch {
      return .inconclusive(.replay)
    }
    return .inconclusive(.replay)
  }
}
