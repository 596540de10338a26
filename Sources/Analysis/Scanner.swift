package import Findings
import Foundation
package import KernelTree
import LockIR
import RuleCatalog
import RuleEngine
import Validation
import WaitGraph

/// Runs the whole analysis: from a path to a report.
package struct Scanner: Sendable {
  private let overlay: Overlay

  /// - Parameter overlay: texts that stand in for files of the tree, by absolute path.
  package init(overlay: Overlay = Overlay()) {
    self.overlay = overlay
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
    let timer = PhaseTimer(report: progress)
    let catalog = try CatalogLoader().load(
      vocabulary: request.extraVocabulary, rules: request.extraRules
    ).selecting(request.rules)
    let description = try await timer.measure(.prepare) {
      try await describe(request, catalog.vocabulary.probes, progress)
    }
    let reading = Reading(
      request: request, catalog: catalog, description: description, outcomes: [])
    return reading.with(
      outcomes: try await read(description.commands, of: reading, progress: progress))
  }

  /// Parses some units of a reading, with this scanner's overlay.
  func read(
    _ commands: [CompileCommand], of reading: Reading,
    progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> [UnitReader.Outcome] {
    var description = reading.description
    description.commands = commands
    return try await PhaseTimer(report: progress).measure(.extract) {
      try await UnitReader(
        description: description, overlay: overlay,
        macroConstants: reading.catalog.vocabulary.gfp.names
          + reading.catalog.vocabulary.maskMacros,
        jobs: reading.request.jobs
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
    let partition = ProgramPartition(
      reading.outcomes, of: reading.description, version: version)
    var results: [ProgramResult] = []
    for part in partition.parts {
      try _Concurrency.Task.checkCancellation()
      results.append(
        await analyse(
          part, reading.catalog, only: reading.request.only, of: reading.description, timer))
    }
    return report(on: reading.request, reading.description, reading.outcomes, results, timer)
  }

  /// What one program gave.
  private struct ProgramResult {
    let findings: [Finding]
    let statistics: WaitGraph.Statistics
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
    return try await reader.describe(
      TreeRequest(
        paths: [request.path], buildDirectory: request.build, configuration: request.config,
        enable: request.enable, disable: request.disable, only: request.only + probed))
  }

  private func analyse(
    _ part: ProgramPartition.Part, _ catalog: Catalog, only: [String],
    of description: TreeDescription, _ timer: PhaseTimer
  ) async -> ProgramResult {
    let probes = ProbeEvaluator.answers(
      to: catalog.vocabulary.probes, in: part.units,
      version: part.kernelVersion.map { KernelVersion(major: $0.major, minor: $0.minor) })
    // What was only read for a probe is not what the user asked about.
    let asked =
      only.isEmpty || description.kind == .corpus
      ? part.units
      : part.units.filter { unit in
        only.contains { unit.path == $0 || unit.path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
      }
    let graph = timer.measure(.graph) { GraphBuilder.build(asked, vocabulary: catalog.vocabulary) }
    let findings = timer.measure(.match) {
      RuleEngine(graph: graph, rules: catalog.rules, probes: probes).findings()
    }
    return ProgramResult(findings: findings, statistics: graph.statistics)
  }

  private func report(
    on request: ScanRequest, _ description: TreeDescription, _ outcomes: [UnitReader.Outcome],
    _ results: [ProgramResult], _ timer: PhaseTimer
  ) -> Report {
    let findings = timer.measure(.validate) {
      results.flatMap(\.findings).filter { $0.confidence >= request.confidence }
        .map { $0.validated(as: Validator().validate($0)) }
        .filter { request.showRefuted || $0.validation.verdict != .refuted }
    }
    let incomplete =
      outcomes.flatMap(\.incomplete)
      + description.incomplete.map { Incomplete(file: $0.file, reason: $0.reason) }
    return Report(
      tree: Report.Tree(
        path: request.path, kernelVersion: description.kernelVersion?.description,
        config: description.config),
      statistics: Statistics(
        translationUnits: outcomes.count, failedUnits: outcomes.count { $0.unit == nil },
        functions: results.reduce(0) { $0 + $1.statistics.functions },
        resources: results.reduce(0) { $0 + $1.statistics.resources },
        edges: results.reduce(0) { $0 + $1.statistics.edges },
        cycles: findings.count { $0.tasks.count > 1 }),
      findings: findings.sorted {
        ($0.location.file, $0.location.line, $0.rule, $0.fingerprint)
          < ($1.location.file, $1.location.line, $1.rule, $1.fingerprint)
      },
      incomplete: incomplete.sorted { ($0.file, $0.reason) < ($1.file, $1.reason) })
  }
}
