import ArgumentParser
import KernelModels
import ModelChecker

/// `deadlint model export`
struct ModelExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a model in Promela, for Spin to search as well.",
    discussion: """
        deadlint model export dm-snapshot --variant fixed > fixed.pml
        spin -run fixed.pml
      """)

  @Argument(help: ArgumentHelp("A model.", valueName: "model"))
  var name: String

  @Option(help: ArgumentHelp("'buggy', 'fixed', or 'without:ELEMENT'.", valueName: "variant"))
  var variant = ModelVariant.buggy

  @Option(
    help: ArgumentHelp(
      "A size of the model, as 'deadlint model list' names it; repeatable.",
      valueName: "name=n"))
  var size: [ModelSizeArgument] = []

  func run() throws {
    let sizes = Dictionary(
      size.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    let program = try KernelModels.model(named: name).program(variant, sizes: sizes)
    Terminal.output.write(PromelaExporter.export(program))
  }
}
