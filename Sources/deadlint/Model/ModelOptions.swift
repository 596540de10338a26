import ArgumentParser
import KernelModels
import ModelChecker

/// How a model is built and searched, for every subcommand that does so.
struct ModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A size of the model, as 'deadlint model list' names it; repeatable.",
      valueName: "name=n"))
  var size: [ModelSizeArgument] = []

  @Option(help: ArgumentHelp("Give up after this many states.", valueName: "n"))
  var maxStates = Limits.standard.states

  func validate() throws {
    guard maxStates >= 1 else { throw ValidationError("--max-states must be at least 1") }
  }

  var sizes: [String: Int] {
    Dictionary(size.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
  }

  var explorer: Explorer { Explorer(limits: Limits(states: maxStates)) }

  /// Those that were named, or all.
  func models(named names: [String]) throws -> [KernelModel] {
    try names.isEmpty ? KernelModels.all : names.map { try KernelModels.model(named: $0) }
  }
}
