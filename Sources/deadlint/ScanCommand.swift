import Analysis
import ArgumentParser
import Findings
import Foundation
import Reporting
import Review
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
        deadlint scan linux --output sarif=report.sarif --output text=-
            for a code scanning service, and for people

      The report goes to the standard output, progress and warnings to the standard error. Exit \
      codes: 0 nothing found, 1 findings, 2 wrong usage or input, 3 more units than --max-failures \
      could not be read.
      """)

  @Argument(help: "A kernel tree, a folder of C files, or one C file.")
  var path = "."

  @Option(
    help: ArgumentHelp(
      "Scan this folder or file of the tree only; repeatable.", valueName: "subpath"))
  var only: [String] = []

  @OptionGroup var analysis: AnalysisOptions

  @OptionGroup var output: OutputOptions

  @Flag(help: "Report also what the baseline lists.")
  var all = false

  func run() async throws {
    let plan = try AnalysisPlan(analysis, path: path, only: only, showsAll: all)
    let progress = ProgressPrinter(
      terminal: .errors, quiet: analysis.quiet, timings: analysis.timings)
    let report = plan.review.apply(
      to: try await scan(plan.request, showing: progress), extent: plan.extent)
    try output.write(
      report, rules: plan.rules, sources: SourceReader(root: ScanPlace.top(of: path)))
    guard !analysis.hasTooManyFailures(report) else { throw ExitStatus.incomplete }
    guard report.pending.isEmpty else { throw ExitStatus.findings }
  }

  /// Leaves no half a line of progress behind, however the scan ends.
  private func scan(
    _ request: ScanRequest, showing progress: ProgressPrinter
  ) async throws -> Report {
    defer { progress.finish() }
    let scanner = Scanner(isStopped: { Interrupt.isRaised })
    return try await scanner.scan(request) { event in
      // Elsewhere nobody would ask, and a first Ctrl-C ends the process.
      if event == .began(.extract) { Interrupt.listen() }
      if case .ended(.extract, _) = event { Interrupt.ignore() }
      progress.handle(event)
    }
  }
}
