import Analysis
import ArgumentParser
import Findings
import Reporting
import RuleCatalog

/// `deadlint graph`
struct GraphCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case dot, json, svg, text
  }

  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw what may be waited for while what is held.",
    discussion: """
        deadlint graph linux --build ../build --only drivers/md --around dm_bufio_client.lock
        deadlint graph linux --build ../build --only fs/fuse --file fs/fuse/dev.c --format svg -o g.svg
        deadlint graph linux --build ../build --finding 0123456789abcdef --report report.json
        deadlint graph linux --build ../build --against lockdep.txt
            how many of the lock orders that a kernel recorded in /proc/lockdep are found

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

  @Flag(help: "Draw also edges that follow from others; JSON has them in any case.")
  var allEdges = false

  @Option(
    help: ArgumentHelp(
      "Compare with the lock orders that a kernel recorded: the text of its /proc/lockdep.",
      valueName: "file"))
  var against: String?

  @Option(
    help: """
      What to write: 'dot' for Graphviz, 'json' for programs, 'svg' for people; with --against 'text' \
      or 'json'.
      """)
  var format: Format?

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file.", valueName: "file"))
  var output: String?

  @OptionGroup var analysis: AnalysisOptions

  func validate() throws {
    guard limit >= 1 else { throw ValidationError("--limit must be at least 1") }
    guard against == nil else { return try validateComparison() }
    if format == .text {
      throw ValidationError("--format text is for --against; a graph is 'dot', 'json' or 'svg'")
    }
    if finding != nil, report == nil {
      throw ValidationError("--finding needs --report FILE, the report that has the finding")
    }
  }

  private func validateComparison() throws {
    if !around.isEmpty || file != nil || finding != nil {
      throw ValidationError("--against compares the whole graph: --only selects what is read")
    }
    if let format, format != .text, format != .json {
      throw ValidationError("--against writes 'text' or 'json'")
    }
  }

  func run() async throws {
    if let against { return try await compare(with: OrderRecord(path: against)) }
    let names = try around + resourcesOfFinding()
    let plan = try AnalysisPlan(analysis, path: path, only: only, showsAll: false)
    let graph = try await showingProgress { progress in
      try await GraphScanner().resources(plan.request) { progress.handle($0) }
    }
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
    try write(text(of: allEdges || format == .json ? part : drawing(of: part, around: names)))
  }

  private func drawing(of graph: ResourceGraph, around names: [String]) -> ResourceGraph {
    let drawing = graph.withoutImplied(keeping: Set(names))
    if drawing.edges.count < graph.edges.count, !analysis.quiet {
      Terminal.errors.say(
        "deadlint: \(graph.edges.count - drawing.edges.count) edges follow from others and are not "
          + "drawn: --all-edges")
    }
    return drawing
  }

  private func compare(with record: OrderRecord) async throws {
    let plan = try AnalysisPlan(analysis, path: path, only: only, showsAll: false)
    let comparison = try await showingProgress { progress in
      try await GraphScanner().compare(record, plan.request) { progress.handle($0) }
    }
    try write(
      format == .json
        ? JSONOrderComparison().render(comparison)
        : OrderComparisonText(limit: limit).render(comparison))
  }

  /// Leaves no half a line of progress behind, however the scan ends.
  private func showingProgress<Result>(
    _ scan: (ProgressPrinter) async throws -> Result
  ) async throws -> Result {
    let progress = ProgressPrinter(
      terminal: .errors, quiet: analysis.quiet, timings: analysis.timings)
    defer { progress.finish() }
    return try await scan(progress)
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

  private func text(of graph: ResourceGraph) throws -> String {
    switch format {
    case .json: try JSONGraph().render(graph)
    case .svg: try Graphviz.svg(of: DotGraph().render(graph))
    case .dot, .text, nil: DotGraph().render(graph)
    }
  }

  private func write(_ text: String) throws {
    guard let output else { return Terminal.output.write(text) }
    try OutputFile(path: output).write(text)
  }
}
