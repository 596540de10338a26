import Analysis
import ArgumentParser
import Findings
import Foundation

/// `deadlint plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Write a build.ninja that reads the units of a tree one by one, and links them.",
    discussion: """
      Any executor of ninja files can run it, also one that spreads its commands over machines that \
      have the sources at the same place. The report is the one of 'deadlint scan'.

        deadlint plan linux --config defconfig --ninja lint --format json
        ninja -C lint
            writes lint/report
      """)

  @Argument(help: "A kernel tree, a folder of C files, or one C file.")
  var path = "."

  @Option(
    help: ArgumentHelp("The folder that gets the build.ninja.", valueName: "dir"))
  var ninja: String

  @Option(
    help: ArgumentHelp("Only this folder or file of the tree; repeatable.", valueName: "subpath"))
  var only: [String] = []

  @Option(help: "What the last command writes: a format of 'deadlint scan'.")
  var format = ReportFormat.text

  @OptionGroup var analysis: AnalysisOptions

  func run() async throws {
    let plan = try AnalysisPlan(analysis, path: path, only: only, showsAll: false)
    let progress = ProgressPrinter(
      terminal: .errors, quiet: analysis.quiet, timings: analysis.timings)
    defer { progress.finish() }
    let scan = try await Distributor().plan(plan.request) { progress.handle($0) }
    try scan.writeNinja(
      to: ninja, program: ReadingArguments.program, linking: analysis.linking(format))
  }
}

extension AnalysisOptions {
  /// The options that `deadlint link` needs to look for the same.
  fileprivate func linking(_ format: ReportFormat) -> [String] {
    var words = ["--format", "\(format.rawValue)", "--max-failures", "\(maxFailures)"]
    if let confidence { words += ["--confidence", confidence.rawValue] }
    for rule in rule { words += ["--rule", rule] }
    for path in catalog.rules { words += ["--rules", Self.absolute(path)] }
    for path in catalog.vocabulary { words += ["--vocabulary", Self.absolute(path)] }
    if let baseline = review.baseline { words += ["--baseline", Self.absolute(baseline)] }
    if let settings = review.settings { words += ["--settings", Self.absolute(settings)] }
    if review.noSettings { words.append("--no-settings") }
    if showRefuted { words.append("--show-refuted") }
    return words
  }

  private static func absolute(_ path: String) -> String {
    URL(filePath: path).path(percentEncoded: false)
  }
}
