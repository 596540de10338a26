import KernelModels
import ModelChecker
import SpinSupport
import Testing

@Suite struct KernelModelSpinTests {
  /// Every variant of a model in one verifier.
  @Test(arguments: KernelModels.all.map(\.name))
  func spinAgreesOnEveryVariant(model: String) throws {
    let model = try KernelModels.model(named: model)
    let programs = try model.variants.map { try model.program($0) }
    let verifier = try SpinVerifier(PromelaExporter.export(batch: programs))
    defer { verifier.remove() }
    for (index, variant) in model.variants.enumerated() {
      let ours = try model.check(variant)
      let run = try verifier.run(program: index)
      #expect(run.hasError == (ours.verdict == .confirmed), "\(variant): \(run.text)")
      #expect(run.hasError || run.isComplete)
    }
  }

  @Test func theExportOfOneModelStandsByItself() throws {
    let program = try KernelModels.model(named: "dm-thin").program(.fixed)
    let verifier = try SpinVerifier(PromelaExporter.export(program), mode: .exactStates)
    defer { verifier.remove() }
    let run = try verifier.run()
    #expect(!run.hasError && run.isComplete)
    #expect(run.states == Explorer(reduction: []).explore(program).states)
  }
}
