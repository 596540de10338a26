package import Findings

/// Sorts the findings of a report by what a project says of them: those to act on, those that are known,
/// those that are suppressed.
package struct FindingReview: Sendable {
  private let project: ProjectFile?
  private let baseline: Baseline?
  private let showsAll: Bool

  /// What of the tree a run looked at: an entry about the rest is not stale.
  package struct Extent: Hashable, Sendable {
    /// Folders and files; all if empty.
    package let paths: [String]
    package let rules: Set<String>

    package init(paths: [String], rules: [String]) {
      self.paths = paths
      self.rules = Set(rules)
    }

    func covers(_ file: String) -> Bool {
      paths.isEmpty || paths.contains { file.isInside($0) }
    }
  }

  /// - Parameters:
  ///   - project: the tree's configuration; nil if it has none.
  ///   - baseline: what is known; nil if nothing is to be compared.
  ///   - showsAll: whether what is known is reported as well.
  package init(project: ProjectFile?, baseline: Baseline?, showsAll: Bool) {
    self.project = project
    self.baseline = baseline
    self.showsAll = showsAll
  }

  /// - Parameters:
  ///   - report: of a scan, or of patches.
  ///   - extent: what was looked at, to tell entries that match nothing; nil if that cannot be told.
  /// - Returns: the report as it is to be shown.
  package func apply(to report: Report, extent: Extent?) -> Report {
    guard project != nil || baseline != nil else { return report }
    var shown: [Finding] = []
    var suppressed: [Finding] = report.suppressed
    var used: Set<Int> = []
    for finding in report.findings {
      if let (line, suppression) = suppression(of: finding) {
        used.insert(line)
        suppressed.append(finding.suppressed(by: suppression))
      } else {
        shown.append(finding)
      }
    }
    var notices = report.notices
    var comparison = report.comparison
    if let baseline {
      let known = Set(baseline.entries.map(\.fingerprint))
      shown = shown.map { finding in
        known.contains(finding.fingerprint)
          ? finding.compared(as: .unchanged)
          : finding.baseline == nil ? finding.compared(as: .new) : finding
      }
      notices += stale(baseline, report, extent)
    }
    notices += unused(used, extent)
    if comparison != nil || baseline != nil {
      comparison = recount(shown, report)
    }
    if !showsAll { shown.removeAll { $0.baseline == .unchanged } }
    return Report(
      tree: report.tree, statistics: report.statistics, findings: shown,
      incomplete: report.incomplete, comparison: comparison, fixed: report.fixed,
      suppressed: suppressed, notices: notices)
  }

  // MARK: Suppressions

  private func suppression(of finding: Finding) -> (line: Int, Suppression)? {
    guard let project else { return nil }
    if let rule = project.suppressions.first(where: { $0.matches(finding) }) {
      return (
        rule.line, Suppression(reason: rule.reason, source: "\(project.name):\(rule.line)")
      )
    }
    guard let path = project.exclude.first(where: { finding.location.file.isInside($0) }) else {
      return nil
    }
    return (0, Suppression(reason: "\(path) is excluded", source: project.name))
  }

  private func unused(_ used: Set<Int>, _ extent: Extent?) -> [String] {
    guard let project, let extent, extent.paths.isEmpty else { return [] }
    return project.suppressions.filter { suppression in
      !used.contains(suppression.line)
        && (suppression.rule.map { extent.rules.contains($0) } ?? true)
    }.map {
      "\(project.name):\($0.line): suppresses nothing: \($0.description); remove it"
    }
  }

  // MARK: The baseline

  private func stale(_ baseline: Baseline, _ report: Report, _ extent: Extent?) -> [String] {
    guard let extent else { return [] }
    let present = Set((report.findings + report.suppressed).map(\.fingerprint))
    return baseline.entries.filter { entry in
      !present.contains(entry.fingerprint) && extent.covers(entry.file)
        && (entry.rule.isEmpty || extent.rules.contains(entry.rule))
    }.map { entry in
      "\(baseline.name):\(entry.line): matches nothing: \(entry.fingerprint), \(entry.rule) in "
        + "\(entry.function)(); if it is fixed, deadlint baseline prune removes it"
    }
  }

  private func recount(_ findings: [Finding], _ report: Report) -> Comparison {
    let known = findings.count { $0.baseline == .unchanged }
    let shownBefore = report.findings.count { $0.baseline == .unchanged }
    // What a patch's own comparison counted and left out stays counted.
    let left = max(0, (report.comparison?.unchanged ?? 0) - shownBefore)
    return Comparison(
      against: [report.comparison?.against, baseline.map { "the baseline \($0.name)" }]
        .compactMap { $0 }.joined(separator: " and "),
      new: findings.count - known, unchanged: known + left, fixed: report.fixed.count)
  }
}

extension String {
  /// Whether a path is another, or lies below it.
  fileprivate func isInside(_ folder: String) -> Bool {
    self == folder || hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }
}
