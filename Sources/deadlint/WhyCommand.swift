import Analysis
import ArgumentParser
import Findings
import Foundation
import Reporting

/// `deadlint why`
struct WhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show the calls behind an edge, a function that blocks, a context.",
    discussion: """
        deadlint why blocks dm_bufio_prefetch --tree linux --build ../build --only drivers/md
            how a function may block
        deadlint why atomic mempool_alloc --tree linux --build ../build --only drivers/md
            how it comes to be called where nothing may block
        deadlint why dm_bufio_client.lock 'dm_buffer.state bit 0' --tree linux --build ../build
            why the first may stay unavailable until the second is available

      Exit codes: 0 shown, 1 nothing of the kind, 2 wrong usage or input.
      """)

  @Argument(
    help: ArgumentHelp(
      "'blocks' or 'atomic' and a function, or two resources.", valueName: "question"))
  var words: [String]

  @Option(
    help: ArgumentHelp("A kernel tree, a folder of C files, or one C file.", valueName: "path"))
  var tree = "."

  @Option(
    help: ArgumentHelp(
      "Read this folder or file of the tree only; repeatable.", valueName: "subpath"))
  var only: [String] = []

  @Option(help: ArgumentHelp("How many call trees to show.", valueName: "n"))
  var limit = 10

  @OptionGroup var analysis: AnalysisOptions

  func validate() throws {
    guard limit >= 1 else { throw ValidationError("--limit must be at least 1") }
    guard words.count == 2 else {
      throw ValidationError("ask 'blocks FUNCTION', 'atomic FUNCTION' or 'RESOURCE RESOURCE'")
    }
  }

  private var question: GraphQuestion {
    switch words[0] {
    case "blocks": .blocks(function: words[1])
    case "atomic": .atomic(function: words[1])
    default: .edge(from: words[0], to: words[1])
    }
  }

  func run() async throws {
    let plan = try AnalysisPlan(analysis, path: tree, only: only, showsAll: false)
    let progress = ProgressPrinter(
      terminal: .errors, quiet: analysis.quiet, timings: analysis.timings)
    let tasks = try await answer(plan.request, showing: progress)
    let terminal = Terminal.output
    guard !tasks.isEmpty else {
      terminal.say("nothing in what was read: check the names, or read more of the tree")
      throw ExitStatus.findings
    }
    terminal.write(
      EvidenceText(width: terminal.width, colours: terminal.hasColours)
        .render(tasks, limit: limit))
  }

  /// Leaves no half a line of progress behind, however the scan ends.
  private func answer(
    _ request: ScanRequest, showing progress: ProgressPrinter
  ) async throws -> [Findings.Task] {
    defer { progress.finish() }
    return try await GraphScanner().answer(question, request) { progress.handle($0) }
  }
}
