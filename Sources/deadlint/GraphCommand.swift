import Analysis
import ArgumentParser
import Findings
import Foundation
import Reporting
import RuleCatalog

/// `deadlint graph`
struct GraphCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case dot, json, svg
  }

  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw what may be waited for while what is held.",
    discussion: """
        deadlint graph linux --build ../build --only drivers/md --around dm_bufio_client.lock
        deadlint graph linux --build ../build --only fs/fuse --file fs/fuse/dev.c --format svg -o g.svg
        deadlint graph linux --build ../build --finding 0123456789abcdef --report report.json

      Boxes are locks, ellipses events, cylinders I/O; blue edges: held over a wait, red ones: signalled \
      behind it; bold ones are on a cycle. SVG needs Graphviz.
      """)

  @Argument(help: "A kernel tree, a folder of C files, or one C file.")
  var path = "."

  @Option(
    help: ArgumentHelp(
      "Read this folder or file of the tree only; repeatable.", valueName: "subpath"))
  var only: [String] = []

  @Option(help: ArgumentHelp("What is near this resource; repeatable.", valueName: "resource"))
  var around: [String] = []

  @Option(
    help: ArgumentHelp("What this file, relative to the tree, has a part in.", valueName: "file"))
  var file: String?

  @Option(
    help: ArgumentHelp("What is near the resources of this finding.", valueName: "fingerprint"))
  var finding: String?

  @Option(help: ArgumentHelp("The JSON report that has the finding.", valueName: "file"))
  var report: String?

  @Option(help: ArgumentHelp("How many resources at most.", valueName: "n"))
  var limit = 30

  @Flag(help: "Draw also sections and allocations, which nearly everything has an edge to or from.")
  var allKinds = false

  @Option(help: "What to write: 'dot' for Graphviz, 'json' for programs, 'svg' for people.")
  var format = Format.dot

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file.", valueName: "file"))
  var output: String?

  @OptionGroup var analysis: AnalysisOptions

  func validate() throws {
    guard limit >= 1 else { throw ValidationError("--limit must be at least 1") }
    if finding != nil, report == nil {
      throw ValidationError("--finding needs --report FILE, the report that has the finding")
    }
  }

  func run() async throws {
    let names = try around + resourcesOfFinding()
    let plan = try AnalysisPlan(analysis, path: path, only: only, showsAll: false)
    let progress = ProgressPrinter(
      terminal: .errors, quiet: analysis.quiet, timings: analysis.timings)
    let graph = try await graph(plan.request, showing: progress)
    let known = Set(graph.resources.map(\.name))
    for name in names where !known.contains(name) {
      throw ValidationError("no edge has a resource named '\(name)'; --format json lists all")
    }
    var part = file.map { graph.inside($0) } ?? graph
    if !allKinds { part = part.without { isMinor($0) && !names.contains($0.name) } }
    part = names.isEmpty ? part.largest(limit) : part.around(names, limit: limit)
    if part.resources.count < graph.resources.count, !analysis.quiet {
      Terminal.errors.say(
        "deadlint: \(part.resources.count) of \(graph.resources.count) resources are shown")
    }
    try write(part)
  }

  /// Leaves no half a line of progress behind, however the scan ends.
  private func graph(
    _ request: ScanRequest, showing progress: ProgressPrinter
  ) async throws -> ResourceGraph {
    defer { progress.finish() }
    return try await GraphScanner().resources(request) { progress.handle($0) }
  }

  private func isMinor(_ resource: Resource) -> Bool {
    switch ResourceKind(rawValue: resource.kind)?.family {
    case .section, .reclaim: true
    case .lock, .event, .execution, .io, nil: false
    }
  }

  private func resourcesOfFinding() throws -> [String] {
    guard let finding, let report else { return [] }
    guard
      let found = try ReportFile.read(report).findings.first(where: { $0.fingerprint == finding })
    else { throw ReportFailure.noSuchFinding(file: report, fingerprint: finding) }
    return found.resources.map(\.name)
  }

  private func write(_ graph: ResourceGraph) throws {
    let text =
      switch format {
      case .dot: DotGraph().render(graph)
      case .json: try JSONGraph().render(graph)
      case .svg: try Graphviz.svg(of: DotGraph().render(graph))
      }
    guard let output else { return Terminal.output.write(text) }
    do {
      try Data(text.utf8).write(to: URL(filePath: output), options: .atomic)
    } catch {
      throw OutputFailure(path: output)
    }
  }
}
