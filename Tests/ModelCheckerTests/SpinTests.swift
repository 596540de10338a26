import ModelChecker
import SpinSupport
import Testing

@Suite(.serialized) struct SpinTests {
  /// 1,000 programs in 25 blocks; a failure prints the seed.
  @Test(arguments: 0..<25)
  func spinAgreesOnRandomPrograms(block: Int) throws {
    let seeds = (block * 40)..<(block * 40 + 40)
    let programs = try seeds.map { try RandomProgram.make(seed: 100_000 + $0) }
    var failing = 0
    for batch in batches(programs) {
      let spin = try SpinVerifier(PromelaExporter.export(batch: batch))
      defer { spin.remove() }
      for (index, program) in batch.enumerated() {
        let ours = Explorer(limits: Limits(states: 100_000)).explore(program)
        if case .inconclusive(let bound) = ours.verdict {
          Issue.record("\(program.name): \(bound)")
          continue
        }
        let run = try spin.run(program: index, depth: 50_000)
        #expect(
          run.hasError == (ours.verdict != .exhausted),
          "\(program.name): \(ours.verdict), Spin: \(run.text.prefix(1500))")
        if run.hasError { failing += 1 } else { #expect(run.isComplete, "\(program.name)") }
      }
    }
    #expect(failing > 0 && failing < 40, "\(failing) fail")
  }

  /// Without any reduction on either side even the number of states is the same.
  @Test func spinStoresAsManyStatesAsASearchWithoutReduction() throws {
    let programs = try (0..<30).map { try RandomProgram.make(seed: 200_000 + $0) }
    for batch in batches(programs) {
      let spin = try SpinVerifier(
        PromelaExporter.export(batch: batch), mode: .exactStates)
      defer { spin.remove() }
      for (index, program) in batch.enumerated() {
        let ours = Explorer(reduction: []).explore(program)
        guard ours.verdict == .exhausted else { continue }
        // Two states are those of the process that picks the program.
        let run = try spin.run(program: index, depth: 50_000)
        #expect(run.states == ours.states + 2, "\(program.name) \(run.text)")
      }
    }
  }

  /// Spin numbers processes with a byte.
  private func batches(_ programs: [Program]) -> [[Program]] {
    var batches: [[Program]] = []
    var tasks = 250
    for program in programs {
      tasks += program.tasks.count
      if tasks > 240 {
        batches.append([])
        tasks = program.tasks.count
      }
      batches[batches.count - 1].append(program)
    }
    return batches
  }
}
