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

  /// What exploring a variant shows. An interrupt ends it with a line that says how far it got, and with
  /// no verdict.
  func check(
    _ model: KernelModel, _ variant: ModelVariant, sizes: [String: Int]
  ) throws -> ModelReport {
    Interrupt.listen()
    let report = try model.check(
      variant, sizes: sizes, explorer: Explorer(limits: Limits(states: maxStates)),
      isCancelled: { Interrupt.isRaised })
    guard !Interrupt.isRaised else {
      Terminal.errors.say(
        "deadlint: interrupted: \(model.name) \(variant), \(report.states) states so far, no verdict"
      )
      throw ExitStatus.interrupted
    }
    return report
  }

  /// Those that were named, or all.
  func models(named names: [String]) throws -> [KernelModel] {
    try names.isEmpty ? KernelModels.all : names.map { try KernelModels.model(named: $0) }
  }
}
