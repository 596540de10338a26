import Analysis
import ArgumentParser
import Findings
import Foundation
import Patches
import Reporting
import Review
import RuleCatalog

/// `deadlint patch`
struct PatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patch",
    abstract: "Judge patches by the findings that they add to a tree.",
    discussion: """
      Reads a unified diff, a mail of git format-patch, a mailbox or a series of them, and applies it \
      in memory: neither the tree nor its index is touched. What was there before is counted and not \
      reported.

        deadlint patch fix.patch --tree linux --build ../build
        git format-patch --stdout origin.. | deadlint patch - --tree . --build ../build
        deadlint patch --tree . --build ../build --range v6.1..HEAD
            each commit of a range
        deadlint patch --tree . --build ../build --staged
            what git commit would take

      Only the folders that the patches touch are read; --only adds others, '--only .' all of the tree. \
      Exit codes: 0 nothing new, 1 new findings, 2 wrong usage or input, 3 nothing new, but a changed \
      file could not be judged.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files with patches, in their order; '-' is the standard input.", valueName: "file"))
  var files: [String] = []

  @Option(help: ArgumentHelp("The kernel tree that the patches are for.", valueName: "dir"))
  var tree = "."

  @Option(help: ArgumentHelp("Judge the commits of this range of git's.", valueName: "a..b"))
  var range: String?

  @Flag(help: "Judge what is staged in git.")
  var staged = false

  @Flag(help: "Judge what differs from git's HEAD, staged or not.")
  var worktree = false

  @Flag(help: "The tree has the patches already: compare with the tree without them.")
  var applied = false

  @Option(
    help: ArgumentHelp(
      "Read this folder or file of the tree as well; repeatable.", valueName: "subpath"))
  var only: [String] = []

  @Flag(help: "Report also what was there before.")
  var all = false

  @OptionGroup var analysis: AnalysisOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    let sources = [range != nil, staged, worktree, !files.isEmpty].count { $0 }
    guard sources <= 1 else {
      throw ValidationError("give either files, --range, --staged or --worktree")
    }
    if applied, range != nil || staged || worktree {
      throw ValidationError("--applied is for patches from files or the standard input")
    }
  }

  func run() async throws {
    // What is there before and what a patch adds is told apart without help of a baseline; the
    // suppressions of the project hold all the same.
    let plan = try AnalysisPlan(analysis, path: tree, only: only, showsAll: all)
    let progress = ProgressPrinter(
      terminal: .errors, quiet: analysis.quiet, timings: analysis.timings)
    let judgement = try await judge(plan.request, showing: progress)
    let report = plan.review.apply(to: judgement.report, extent: nil)
    try output.write(
      report, rules: plan.rules,
      sources: SourceReader(root: ScanPlace.top(of: tree), texts: judgement.texts))
    guard report.pending.isEmpty else { throw ExitStatus.findings }
    guard judgement.unjudged.count <= analysis.maxFailures else { throw ExitStatus.incomplete }
  }

  /// Leaves no half a line of progress behind, however it ends.
  private func judge(
    _ scan: ScanRequest, showing progress: ProgressPrinter
  ) async throws -> PatchJudgement {
    defer { progress.finish() }
    let input = try await input()
    // The project's own selection is for whole scans; here the patch selects.
    var scan = scan
    scan.only = only
    let request = PatchRequest(
      scan: scan, series: input.series, base: input.base, isApplied: applied, showsAll: all)
    return try await PatchScanner().judge(request) { progress.handle($0) }
  }

  private func input() async throws -> GitRepository.Change {
    if let range { return try await GitRepository(at: tree).range(range) }
    if staged {
      return try await GitRepository(at: tree).staged()
        ?? GitRepository.Change(series: PatchSeries.empty, base: [:])
    }
    if worktree {
      return try await GitRepository(at: tree).worktree()
        ?? GitRepository.Change(series: PatchSeries.empty, base: [:])
    }
    var inputs: [(data: Data, name: String)] = []
    for file in files.isEmpty ? ["-"] : files {
      if file == "-" {
        let data = try FileHandle.standardInput.readToEnd() ?? Data()
        inputs.append((data, "the standard input"))
      } else {
        guard let data = FileManager.default.contents(atPath: file) else {
          throw PatchFailure.unreadable(file: file)
        }
        inputs.append((data, file))
      }
    }
    return GitRepository.Change(series: try PatchSeries(inputs), base: [:])
  }
}
