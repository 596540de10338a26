import Analysis
import ArgumentParser
import Foundation

/// `deadlint extract`
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read units into files, for 'deadlint link' to put together.",
    discussion: """
        deadlint extract recipes/0f3a.recipe --output units/0f3a.unit
            one unit of a plan
        deadlint extract linux --config defconfig --into units --shard 2/5
            the second fifth of a tree

      A unit that cannot be read is a file that says so, which the report tells.
      """)

  @Argument(help: "A recipe that 'deadlint plan' wrote; else what 'deadlint scan' takes.")
  var path: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write the one unit.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("Where to write which files the unit was made of.", valueName: "file"))
  var depfile: String?

  @Option(help: ArgumentHelp("The folder that gets the units.", valueName: "dir"))
  var into: String?

  @Option(
    help: ArgumentHelp(
      "Read the K-th of N parts only.", valueName: "k/n"), transform: Self.shard)
  var shard = Shard.whole

  @Option(
    help: ArgumentHelp("Only this folder or file of the tree; repeatable.", valueName: "subpath"))
  var only: [String] = []

  @OptionGroup var analysis: AnalysisOptions

  func validate() throws {
    guard (output == nil) != (into == nil) else {
      throw ValidationError("one of --output, for a recipe, and --into, for a tree, is needed")
    }
  }

  func run() async throws {
    Interrupt.listen()
    let distributor = Distributor(isStopped: { Interrupt.isRaised })
    if let output {
      return try distributor.extract(
        try UnitRecipe(readingFrom: path), analysis.reading.options, to: output, depfile: depfile)
    }
    guard let into else { return }
    let plan = try AnalysisPlan(analysis, path: path, only: only, showsAll: false)
    let progress = ProgressPrinter(
      terminal: .errors, quiet: analysis.quiet, timings: analysis.timings)
    defer { progress.finish() }
    let (_, failures) = try await distributor.extract(plan.request, part: shard, into: into) {
      progress.handle($0)
    }
    if failures > analysis.maxFailures { throw ExitStatus.incomplete }
  }

  private static func shard(_ text: String) throws -> Shard {
    guard let shard = Shard(text) else {
      throw ValidationError("--shard wants two numbers, as in 2/5")
    }
    return shard
  }
}
