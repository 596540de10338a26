import Analysis
import ArgumentParser
import Findings
import Foundation
import Reporting
import RuleCatalog

/// `deadlint scan`
struct ScanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Scan a kernel tree, a folder of C files, or one C file.",
    discussion: """
      The tree is never written to. Its compile commands come from a compile_commands.json, or from \
      a build folder outside of it that Kbuild is asked about, without compiling anything.

        deadlint scan linux --config defconfig
            a tree, in a build folder of deadlint's own
        deadlint scan linux --build ../build --only drivers/md --only fs/fuse
            two folders, configured as the build folder's .config says
        deadlint scan linux --config defconfig --enable DM_THIN_PROVISIONING
            with an option switched on
        deadlint scan driver.c --kernel-version 3.8
            one file, as if for an older kernel
        deadlint scan linux --rule sleep-in-rcu --format json --output report.json
            one rule, as JSON

      The report goes to the standard output, progress and warnings to the standard error. Exit \
      codes: 0 nothing found, 1 findings, 2 wrong usage or input, 3 more units than --max-failures \
      could not be read.
      """)

  @Argument(help: "A kernel tree, a folder of C files, or one C file.")
  var path = "."

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

  @Option(
    help: ArgumentHelp(
      "Scan this folder or file of the tree only; repeatable.", valueName: "subpath"))
  var only: [String] = []

  @Option(help: ArgumentHelp("How many units to read at once.", valueName: "n"))
  var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "What to write: 'text' for people, 'json' for programs.")
  var format = ReportFormat.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the report to this file.", valueName: "file"))
  var output: String?

  @Option(help: "Leave out findings that are less sure: 'low', 'medium' or 'high'.")
  var confidence = Confidence.medium

  @Option(
    help: ArgumentHelp(
      "Look for this rule only; repeatable. 'deadlint rules' lists them.", valueName: "id"))
  var rule: [String] = []

  @OptionGroup var catalog: CatalogOptions

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
    guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1") }
    guard maxFailures >= 0 else { throw ValidationError("--max-failures must not be negative") }
  }

  func run() async throws {
    let rules = try catalog.load().selecting(rule).rules
    let progress = ProgressPrinter(terminal: .errors, quiet: quiet, timings: timings)
    let report = try await scan(showing: progress)
    try write(report, rules: rules)
    guard failures(in: report) <= maxFailures else { throw ExitStatus.incomplete }
    guard report.findings.isEmpty else { throw ExitStatus.findings }
  }

  /// Leaves no half a line of progress behind, however the scan ends.
  private func scan(showing progress: ProgressPrinter) async throws -> Report {
    defer { progress.finish() }
    return try await Scanner().scan(request) { progress.handle($0) }
  }

  /// How many units failed. If none was even read, all that is missing counts: a report on nothing
  /// must not look like one on code without deadlocks.
  private func failures(in report: Report) -> Int {
    let statistics = report.statistics
    return statistics.translationUnits > statistics.failedUnits
      ? statistics.failedUnits : max(statistics.failedUnits, report.incomplete.count)
  }

  private var request: ScanRequest {
    ScanRequest(
      path: path, build: build, config: config, enable: enable.map(option),
      disable: disable.map(option), only: only, jobs: jobs, confidence: confidence, rules: rule,
      extraRules: catalog.rules, extraVocabulary: catalog.vocabulary, kernelVersion: kernelVersion,
      showRefuted: showRefuted)
  }

  /// `CONFIG_X` and `X` are the same to the user.
  private func option(_ name: String) -> String {
    name.hasPrefix("CONFIG_") ? String(name.dropFirst("CONFIG_".count)) : name
  }

  private func write(_ report: Report, rules: [Rule]) throws {
    guard let output else {
      let terminal = Terminal.output
      terminal.write(try format.render(report, rules: rules, terminal: terminal))
      return
    }
    let text = try format.render(report, rules: rules, terminal: nil)
    do {
      try Data(text.utf8).write(to: URL(filePath: output), options: .atomic)
    } catch {
      throw OutputFailure(path: output)
    }
  }
}
