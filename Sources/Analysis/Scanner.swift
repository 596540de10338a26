package import Findings
import Foundation
package import KernelTree
import LockIR
import RuleCatalog
import RuleEngine
import UnitStore
import Validation
import WaitGraph

/// Runs the whole analysis: from a path to a report.
package struct Scanner: Sendable {
  private let overlay: Overlay
  private let isStopped: @Sendable () -> Bool

  /// - Parameters:
  ///   - overlay: texts that stand in for files of the tree, by absolute path.
  ///   - isStopped: asked several times a second, while units are read, whether to give up.
  package init(
    overlay: Overlay = Overlay(), isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    self.overlay = overlay
    self.isStopped = isStopped
  }

  /// Scans what the request names.
  ///
  /// - Parameters:
  ///   - request: what to scan, and how.
  ///   - progress: called from any task, also from several at once.
  /// - Returns: the findings and what was left out.
  /// - Throws: what makes the request as a whole impossible; a single unit that fails is part of
  ///   the report.
  package func scan(
    _ request: ScanRequest, progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> Report {
    let reading = try await read(request, progress: progress)
    return try await report(on: reading, progress: progress)
  }

  /// The first half of a scan: everything that the request selects, parsed.
  func read(
    _ request: ScanRequest, progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> Reading {
    let reading = try await prepare(request, progress: progress)
    return reading.with(
      units: try await read(reading.description.commands, of: reading, progress: progress))
  }

  /// What there is to read, with nothing read yet.
  func prepare(
    _ request: ScanRequest, progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> Reading {
    let timer = PhaseTimer(report: progress)
    let catalog = try CatalogLoader().load(
      vocabulary: request.extraVocabulary, rules: request.extraRules
    ).selecting(request.rules)
    let description = try await timer.measure(.prepare) {
      try await describe(request, catalog.vocabulary.probes, progress)
    }
    return Reading(
      request: request, catalog: catalog, description: description,
      units: UnitSet(commands: [], pool: UnitPool()))
  }

  /// Parses some units of a reading, with this scanner's overlay.
  func read(
    _ commands: [CompileCommand], of reading: Reading,
    progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> UnitSet {
    var description = reading.description
    description.commands = commands
    let vocabulary = reading.catalog.vocabulary
    let overlay = StandInMacros(vocabulary).overlay(for: description, over: overlay)
    return try await PhaseTimer(report: progress).measure(.extract) {
      try await UnitReader(
        description: description, overlay: overlay, macroConstants: vocabulary.constants,
        options: reading.request.reading, isStopped: isStopped
      ).read(progress: progress)
    }
  }

  /// The second half of a scan: what there is to find in what was read.
  func report(
    on reading: Reading, progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> Report {
    let timer = PhaseTimer(report: progress)
    let version = reading.request.kernelVersion.map {
      TreeVersion(major: $0.major, minor: $0.minor)
    }
    let parts = ProgramPartition(reading.units, of: reading.description, version: version).parts
    // The parts of a corpus are small and many.
    let cache = reading.description.kind == .corpus ? nil : ResultCache(reading.request.reading)
    let results = try parts.map { part in
      try _Concurrency.Task.checkCancellation()
      guard let cache else { return try analyse(part, reading, timer) }
      return try cache.result(of: determinants(of: part, reading)) {
        try analyse(part, reading, timer)
      }
    }
    return report(on: reading, results, timer)
  }

  /// All that determines what the analysis of a part gives.
  private func determinants(of part: ProgramPartition.Part, _ reading: Reading) -> [[String]] {
    [
      reading.catalog.texts, reading.catalog.rules.map(\.id), reading.request.only,
      [
        reading.units.hash(of: part.units).hex, part.kernelVersion?.description ?? "",
        reading.request.confidence.rawValue, reading.request.detail.rawValue,
      ], part.units.map { reading.units.commands[$0].path },
    ]
  }

  /// The graphs of what was read, one for each program.
  func graphs(
    of reading: Reading,
    progress: @escaping @Sendable (ScanEvent) -> Void
  ) throws -> [WaitGraph] {
    let timer = PhaseTimer(report: progress)
    let units = reading.units
    return try ProgramPartition(units, of: reading.description, version: nil).parts.map { part in
      let program = try timer.measure(.load) {
        try units.program(
          at: asked(part, units, only: reading.request.only, of: reading.description))
      }
      return timer.measure(.graph) {
        GraphBuilder.build(
          program, vocabulary: reading.catalog.vocabulary, detail: reading.request.detail,
          progress: timer.functions)
      }
    }
  }

  private func describe(
    _ request: ScanRequest, _ probes: [Probe],
    _ progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> TreeDescription {
    let reader = TreeReader { event in
      if case .warning(let text) = event { progress(.warning(text)) }
    }
    // A probe asks a file that the selection may leave out.
    let probed =
      request.only.isEmpty
      ? []
      : probes.map(\.file).filter {
        FileManager.default.fileExists(atPath: request.path + "/" + $0)
      }
    var tree = TreeRequest(
      paths: [request.path], buildDirectory: request.build, configuration: request.config,
      enable: request.enable, disable: request.disable, only: request.only + probed,
      fallbackInclude: TreeRequest.shippedHeaders)
    tree.assume = request.assume
    tree.keepsAnswers = request.reading.cache != nil
    return try await reader.describe(tree)
  }

  private func answers(
    to probes: [Probe], _ part: ProgramPartition.Part, _ units: UnitSet
  ) throws -> [String: Bool] {
    let files = Set(probes.map(\.file))
    return ProbeEvaluator.answers(
      to: probes,
      in: try units.program(at: part.units.filter { files.contains(units.commands[$0].path) }),
      version: part.kernelVersion.map { KernelVersion(major: $0.major, minor: $0.minor) })
  }

  /// The units that the user asked about; others were only read for a probe.
  private func asked(
    _ part: ProgramPartition.Part, _ units: UnitSet, only: [String],
    of description: TreeDescription
  ) -> [Int] {
    if only.isEmpty || description.kind == .corpus { return part.units }
    return part.units.filter { index in
      let path = units.commands[index].path
      return only.contains { path == $0 || path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
    }
  }

  private func analyse(
    _ part: ProgramPartition.Part, _ reading: Reading, _ timer: PhaseTimer
  ) throws -> ProgramResult {
    let (catalog, units) = (reading.catalog, reading.units)
    let probes = try answers(to: catalog.vocabulary.probes, part, units)
    let program = try timer.measure(.load) {
      try units.program(
        at: asked(part, units, only: reading.request.only, of: reading.description))
    }
    let graph = timer.measure(.graph) {
      GraphBuilder.build(
        program, vocabulary: catalog.vocabulary,
        detail: reading.request.detail, progress: timer.functions)
    }
    let findings = timer.measure(.match) {
      RuleEngine(graph: graph, rules: catalog.rules, probes: probes).findings()
        .filter { $0.confidence >= reading.request.confidence }
    }
    let statistics = graph.statistics
    return ProgramResult(
      findings: findings, functions: statistics.functions, resources: statistics.resources,
      edges: statistics.edges)
  }

  private func report(
    on reading: Reading, _ results: [ProgramResult], _ timer: PhaseTimer
  ) -> Report {
    let (request, description) = (reading.request, reading.description)
    let findings = timer.measure(.validate) {
      results.flatMap(\.findings)
        .map { $0.validated(as: Validator().validate($0)) }
        .filter { request.showRefuted || $0.validation.verdict != .refuted }
    }
    let incomplete =
      reading.units.incomplete
      + description.incomplete.map { Incomplete(file: $0.file, reason: $0.reason) }
    return Report(
      tree: Report.Tree(
        path: request.path, kernelVersion: description.kernelVersion?.description,
        config: description.config),
      statistics: Statistics(
        translationUnits: reading.units.commands.count, failedUnits: reading.units.failures,
        functions: results.reduce(0) { $0 + $1.functions },
        resources: results.reduce(0) { $0 + $1.resources },
        edges: results.reduce(0) { $0 + $1.edges },
        cycles: findings.count { $0.tasks.count > 1 }),
      findings: findings.sorted {
        ($0.location.file, $0.location.line, $0.rule, $0.fingerprint)
          < ($1.location.file, $1.location.line, $1.rule, $1.fingerprint)
      },
      incomplete: incomplete.sorted { ($0.file, $0.reason) < ($1.file, $1.reason) })
  }
}

extension Vocabulary {
  /// The macros whose values the analysis asks for.
  var constants: [String] { gfp.names + maskMacros }
}
