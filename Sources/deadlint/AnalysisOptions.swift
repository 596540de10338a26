import Analysis
import ArgumentParser
import Findings
import Foundation
import RuleCatalog

/// How a tree is read and what is looked for: the same for every subcommand that analyses.
struct AnalysisOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A build folder, outside the tree, with .config or compile_commands.json.", valueName: "dir"))
  var build: String?

  @Option(
    help: ArgumentHelp(
      "What to configure the build folder with: 'defconfig', or a file.", valueName: "config"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Switch a configuration option on; repeatable.", valueName: "option"))
  var enable: [String] = []

  @Option(
    help: ArgumentHelp(
      "Switch a configuration option off; repeatable.", valueName: "option"))
  var disable: [String] = []

  @Flag(
    inversion: .prefixedNo,
    help: """
      Read the sources as PREEMPT_RT has them, where a spinlock_t sleeps, also in a tree that cannot be \
      configured so. Not needed if the build folder is.
      """)
  var preemptRt: Bool?

  @OptionGroup var reading: ReadingArguments

  @Option(
    help: "Leave out findings that are less sure: 'low', 'medium' or 'high' (default: medium).")
  var confidence: Confidence?

  @Option(
    help: ArgumentHelp(
      "Look for this rule only; repeatable. 'deadlint rules' lists them.", valueName: "id"))
  var rule: [String] = []

  @OptionGroup var catalog: CatalogOptions

  @OptionGroup var review: ReviewOptions

  @Option(
    help: ArgumentHelp(
      "The kernel's version, for files without a tree that tells it.", valueName: "x.y"))
  var kernelVersion: KernelVersion?

  @Option(
    help: ArgumentHelp(
      "How many units may fail before the result counts as incomplete.", valueName: "n"))
  var maxFailures = 0

  @Flag(help: "Report also what was executed and shown not to deadlock.")
  var showRefuted = false

  @Flag(help: "No progress.")
  var quiet = false

  @Flag(help: "Say on the standard error how long each phase took.")
  var timings = false

  func validate() throws {
    guard maxFailures >= 0 else { throw ValidationError("--max-failures must not be negative") }
  }

  /// What to ask the scanner for.
  func request(path: String, only: [String] = []) -> ScanRequest {
    var request = ScanRequest(
      path: path, build: build, config: config, enable: enable.map(Self.option),
      disable: disable.map(Self.option), only: only,
      confidence: confidence ?? .medium, rules: rule, extraRules: catalog.rules,
      extraVocabulary: catalog.vocabulary, kernelVersion: kernelVersion, showRefuted: showRefuted)
    request.reading = reading.options
    return request
  }

  /// Whether more units failed than `--max-failures` allows. If none was even read, all that is missing
  /// counts: a report on nothing must not look like one on code without deadlocks.
  func hasTooManyFailures(_ report: Report) -> Bool {
    let statistics = report.statistics
    let failures =
      statistics.translationUnits > statistics.failedUnits
      ? statistics.failedUnits : max(statistics.failedUnits, report.incomplete.count)
    return failures > maxFailures
  }

  /// `CONFIG_X` and `X` are the same to the user.
  private static func option(_ name: String) -> String {
    name.hasPrefix("CONFIG_") ? String(name.dropFirst("CONFIG_".count)) : name
  }
}
