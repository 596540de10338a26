/// Tells when the phases of a scan begin and end, and how far the graph is.
struct PhaseTimer: Sendable {
  let report: @Sendable (ScanEvent) -> Void

  func functions(done: Int, total: Int) { report(.functions(done: done, total: total)) }

  func measure<Result>(_ phase: ScanPhase, _ body: () throws -> Result) rethrows -> Result {
    report(.began(phase))
    let clock = ContinuousClock()
    let start = clock.now
    let result = try body()
    report(.ended(phase, took: start.duration(to: clock.now)))
    return result
  }

  func measure<Result>(
    _ phase: ScanPhase, _ body: () async throws -> Result
  ) async rethrows -> Result {
    report(.began(phase))
    let clock = ContinuousClock()
    let start = clock.now
    let result = try await body()
    report(.ended(phase, took: start.duration(to: clock.now)))
    return result
  }
}
