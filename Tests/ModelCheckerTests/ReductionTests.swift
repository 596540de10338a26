import ModelChecker
import Testing

@Suite struct ReductionTests {
  /// 2,000 programs that end and 2,000 that may not; a failure prints the seed.
  @Test(arguments: 0..<8, [false, true])
  func reductionsChangeNoVerdictOfRandomPrograms(block: Int, mayRunForEver: Bool) throws {
    var fewer = 0
    var failing = 0
    var all = 0
    for seed in (block * 250)..<(block * 250 + 250) {
      let program = try RandomProgram.make(seed: seed, mayRunForEver: mayRunForEver)
      let limits = Limits(states: 8_000)
      let full = Explorer(limits: limits, reduction: []).explore(program)
      if case .inconclusive = full.verdict { continue }
      all += 1
      for reduction in [Reduction.partialOrder, .symmetry, .all] {
        let reduced = Explorer(limits: limits, reduction: reduction).explore(program)
        #expect(
          (reduced.verdict == .exhausted) == (full.verdict == .exhausted),
          "seed \(seed), reduction \(reduction.rawValue): \(full.verdict) \(reduced.verdict)")
        if reduced.verdict == .exhausted {
          #expect(reduced.states <= full.states, "seed \(seed)")
          if reduced.states < full.states { fewer += 1 }
        }
        if let shortest = full.verdict.failure, let found = reduced.verdict.failure {
          #expect(
            found.schedule.steps.count == shortest.schedule.steps.count, "seed \(seed)")
        }
      }
      if full.verdict != .exhausted { failing += 1 }
    }
    // The programs must be worth comparing: both verdicts, and something to reduce.
    #expect(all > 200)
    #expect(failing > 50 && failing < all - 50, "\(failing) of \(all) fail")
    #expect(fewer > 50)
  }
}
