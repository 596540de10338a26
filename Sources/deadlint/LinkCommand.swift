import Analysis
import ArgumentParser
import Findings
import Foundation
import Review

/// `deadlint link`
struct LinkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Report on units that 'deadlint extract' has read.",
    discussion: """
        deadlint link units/*

      Reports what 'deadlint scan' would, and exits as it does. '@FILE' stands for the names that a \
      file lists, one a line.
      """)

  @Argument(help: "The files that 'deadlint extract' or 'deadlint kbuild' wrote.")
  var files: [String]

  @OptionGroup var analysis: AnalysisOptions

  @OptionGroup var output: OutputOptions

  @Flag(help: "Report also what the baseline lists.")
  var all = false

  func run() async throws {
    let names = try files.flatMap(Self.names)
    let distributor = Distributor()
    let origin = try distributor.origin(of: names)
    let plan = try AnalysisPlan(analysis, path: origin.path, only: origin.only, showsAll: all)
    let progress = ProgressPrinter(
      terminal: .errors, quiet: analysis.quiet, timings: analysis.timings)
    defer { progress.finish() }
    let report = plan.review.apply(
      to: try await distributor.link(names, plan.request) { progress.handle($0) },
      extent: plan.extent)
    try output.write(
      report, rules: plan.rules, sources: SourceReader(root: ScanPlace.top(of: origin.path)))
    guard !analysis.hasTooManyFailures(report) else { throw ExitStatus.incomplete }
    guard report.pending.isEmpty else { throw ExitStatus.findings }
  }

  private static func names(_ argument: String) throws -> [String] {
    guard argument.hasPrefix("@") else { return [argument] }
    let file = String(argument.dropFirst())
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw DistributionFailure.unreadable(file: file)
    }
    return text.split(separator: "\n").map(String.init)
  }
}
