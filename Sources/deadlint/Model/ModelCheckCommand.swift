import ArgumentParser
import KernelModels

/// `deadlint model check`
struct ModelCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Search all states of models.",
    discussion: """
      'buggy' must be confirmed, with a schedule that fails, and 'fixed' refuted, with every state \
      searched. Exit codes: 0 all is as it must be, 1 something is not, 2 wrong usage, 3 a search gave \
      up, 130 interrupted.

        deadlint model check dm-thin --format json
        deadlint model check dm-verity --variant without:noio-mask
        deadlint model check dm-verity --size blocks=4 --max-states 100000
      """)

  @Argument(help: ArgumentHelp("Models; all if none is named.", valueName: "model"))
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      "'buggy', 'fixed', or 'without:ELEMENT'; repeatable. Default: buggy and fixed.",
      valueName: "variant"))
  var variant: [ModelVariant] = []

  @Flag(help: "Also the fix without each of its elements.")
  var switches = false

  @OptionGroup var options: ModelOptions

  @Option(help: "What to write: 'text' for people, 'json' for programs.")
  var format = ReportFormat.text

  func run() throws {
    let reports = try options.models(named: names).flatMap { model in
      try variants(of: model).map { try options.check(model, $0, sizes: sizes(of: model)) }
    }
    let document = ModelDocument(models: reports)
    Terminal.output.write(try format == .json ? document.json : document.text)
    if reports.contains(where: { $0.verdict == .inconclusive }) { throw ExitStatus.incomplete }
    if reports.contains(where: \.isSurprising) { throw ExitStatus.findings }
  }

  private func variants(of model: KernelModel) -> [ModelVariant] {
    let asked = variant.isEmpty ? [.buggy, .fixed] : variant
    return asked + (switches ? model.switches.map { .without($0.name) } : [])
  }

  /// With several models, a size is for those that have it; with one, it must have it.
  private func sizes(of model: KernelModel) -> [String: Int] {
    guard names.count != 1 else { return options.sizes }
    let known = Set(model.sizes.map(\.name))
    return options.sizes.filter { known.contains($0.key) }
  }
}

extension ModelReport {
  /// Whether it shows other than its variant says. What leaving out an element of a fix does is not
  /// known beforehand.
  fileprivate var isSurprising: Bool {
    switch ModelVariant(variant) {
    case .buggy: verdict != .confirmed
    case .fixed: verdict != .refuted
    case .without, nil: false
    }
  }
}
