import Findings
import KernelTree
import Patches
import WaitGraph

/// Judges patches by what they add to the findings of a tree. Neither the tree nor its index is
/// written to.
package struct PatchScanner: Sendable {
  package init() {}

  /// Scans the part of the tree that the patches touch, then again with each patch, of which only the
  /// units that it can affect are parsed anew.
  ///
  /// - Parameters:
  ///   - request: the patches, and how to scan.
  ///   - progress: called from any task, also from several at once.
  /// - Returns: what is new, what is fixed and what could not be judged.
  /// - Throws: what is wrong with a patch or the tree as a whole.
  package func judge(
    _ request: PatchRequest, progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> PatchJudgement {
    let plan = try PatchPlan(request)
    guard !plan.stepsWithCode.isEmpty else {
      return nothing(of: request, plan, notice: "no C file or header is changed")
    }
    guard let scope = plan.scope else { return nothing(of: request, plan, notice: nil) }
    var scan = request.scan
    scan.only = scope
    scan.detail = .places
    let scanner = Scanner(overlay: PatchPlan.overlay(plan.base, root: plan.root))
    var reading: Reading
    do {
      reading = try await scanner.read(scan, progress: progress)
    } catch KernelTreeFailure.nothingBuilt {
      return nothing(of: request, plan, notice: nil)
    }
    reading = reading.with(
      units: reading.units.without(plan.base.filter { $0.value == nil }.map(\.key)))
    let states = try await states(from: reading, scanner, of: plan, progress: progress)
    var comparison = SeriesComparison(
      before: states.reports[0].findings, count: plan.steps.count)
    for (step, report) in zip(plan.stepsWithCode, states.reports.dropFirst()) {
      comparison.add(report.findings, after: step)
    }
    return PatchJudgement(
      report: comparison.report(
        from: states.reports[states.reports.count - 1], showsAll: request.showsAll,
        notices: plan.notices, unjudged: states.unjudged),
      unjudged: states.unjudged, texts: plan.texts)
  }

  /// The reports on the tree without the patches, and with each of them that changes code, in order. A
  /// state is judged while the units of the next are read and judged: as many at once as read units.
  private func states(
    from first: Reading, _ scanner: Scanner, of plan: PatchPlan,
    progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> (reports: [Report], unjudged: [Incomplete]) {
    try await withThrowingTaskGroup(of: (index: Int, report: Report).self) { group in
      var reports: [Int: Report] = [:]
      var unjudged: [Incomplete] = []
      var (scanner, reading) = (scanner, first)
      for (index, step) in ([nil] + plan.stepsWithCode).enumerated() {
        if let step {
          let next = try await apply(step, of: plan, to: reading, progress: progress)
          unjudged += next.unjudged
          (scanner, reading) = (next.scanner, next.reading)
        }
        if index >= max(1, first.request.reading.jobs), let done = try await group.next() {
          reports[done.index] = done.report
        }
        group.addTask { [scanner, reading] in
          (index, try await scanner.report(on: reading, progress: progress))
        }
      }
      for try await done in group { reports[done.index] = done.report }
      return (reports.sorted { $0.key < $1.key }.map(\.value), unjudged)
    }
  }

  /// The units as they are with one more patch.
  private func apply(
    _ step: PatchPlan.Step, of plan: PatchPlan, to reading: Reading,
    progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> (scanner: Scanner, reading: Reading, unjudged: [Incomplete]) {
    let overlay = PatchPlan.overlay(step.texts, root: plan.root)
    let scanner = Scanner(overlay: overlay)
    let affected = AffectedUnits(step: step, reading: reading, overlay: overlay, root: plan.root)
    let units = try await scanner.read(affected.commands, of: reading, progress: progress)
    var unjudged = affected.unknown
    for (index, command) in units.commands.enumerated() {
      guard let note = units.note(at: index) else { continue }
      if !units.contains(index) { unjudged.append(note) }
      // What did not parse before is no fault of the patch.
      if units.errors(in: command.path) > reading.units.errors(in: command.path) {
        throw ScanFailure.brokenByPatch(
          patch: step.patch.name, file: command.path, note.reason)
      }
    }
    let removed = step.files.filter { $0.text == nil }.map(\.path)
    return (
      scanner, reading.with(units: reading.units.replacing(with: units).without(removed)), unjudged
    )
  }

  /// The judgement on patches of which no unit is read.
  private func nothing(
    of request: PatchRequest, _ plan: PatchPlan, notice: String?
  ) -> PatchJudgement {
    let unjudged = Set(plan.steps.flatMap(\.files).map(\.path)).sorted().map {
      Incomplete(file: $0, reason: AffectedUnits.notBuilt)
    }
    return PatchJudgement(
      report: Report(
        tree: Report.Tree(path: request.scan.path, kernelVersion: nil, config: nil),
        statistics: Statistics(
          translationUnits: 0, failedUnits: 0, functions: 0, resources: 0, edges: 0, cycles: 0),
        findings: [], incomplete: unjudged,
        comparison: Comparison(
          against: SeriesComparison.against(plan.steps.count), new: 0, unchanged: 0, fixed: 0),
        notices: plan.notices + [notice].compactMap { $0 }),
      unjudged: unjudged, texts: plan.texts)
  }
}
