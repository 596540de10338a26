import Findings
import Patches

/// Follows the findings of a tree through a series of patches.
struct SeriesComparison {
  private let before: [Finding]
  private let count: Int
  private var current: [Finding]
  /// The finding of the unpatched tree that each current one is, by fingerprint.
  private var origins: [String: Finding]
  private var new: [Finding] = []
  private var fixed: [Finding] = []

  /// - Parameters:
  ///   - before: the findings without any patch.
  ///   - count: how many patches there are.
  init(before: [Finding], count: Int) {
    self.before = before
    self.count = count
    current = before
    origins = Dictionary(
      before.map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What the tree is compared with, in words.
  static func against(_ count: Int) -> String {
    "the tree without the \(count == 1 ? "patch" : "\(count) patches")"
  }

  /// Takes up the findings that there are with one more patch.
  mutating func add(_ findings: [Finding], after step: PatchPlan.Step) {
    let old = Set(current.map(\.fingerprint))
    let now = Set(findings.map(\.fingerprint))
    var gone = current.filter { !now.contains($0.fingerprint) }
    var origins = self.origins.filter { now.contains($0.key) }
    let placement = PatchPlacement(files: step.files)
    for finding in findings where !old.contains(finding.fingerprint) {
      // The same defect with other evidence is none that the patch adds.
      if let same = gone.firstIndex(where: { Self.isSame($0, finding) }) {
        let former = gone.remove(at: same)
        origins[finding.fingerprint] = self.origins[former.fingerprint]
        new = new.map { $0.fingerprint == former.fingerprint ? finding.compared(as: .new) : $0 }
        continue
      }
      var placed = placement.place(finding).compared(as: .new)
      if count > 1 { placed = placed.placed(at: placed.location, note: name(of: step)) }
      new.append(placed)
    }
    for finding in gone {
      if let origin = self.origins[finding.fingerprint] {
        fixed.append(origin.compared(as: .fixed))
      } else {
        new = new.map {
          guard $0.fingerprint == finding.fingerprint else { return $0 }
          return $0.placed(at: $0.location, note: "gone again with \(name(of: step))")
        }
      }
    }
    self.origins = origins
    current = findings
  }

  /// The report on the last state, as what the series does to the first.
  func report(
    from last: Report, showsAll: Bool, notices: [String], unjudged: [Incomplete]
  ) -> Report {
    let unchanged = last.findings.filter { origins[$0.fingerprint] != nil }
    let shown = new + (showsAll ? unchanged.map { $0.compared(as: .unchanged) } : [])
    return Report(
      tree: last.tree, statistics: last.statistics, findings: Self.sorted(shown),
      incomplete: Set(last.incomplete + unjudged).sorted {
        ($0.file, $0.reason) < ($1.file, $1.reason)
      },
      comparison: Comparison(
        against: Self.against(count), new: new.count, unchanged: unchanged.count,
        fixed: fixed.count),
      fixed: Self.sorted(fixed), notices: notices)
  }

  private func name(of step: PatchPlan.Step) -> String {
    "patch \(step.number) of \(count)\(step.patch.subject.map { ": \($0)" } ?? "")"
  }

  /// Whether two findings tell of one defect: on the same resources, in the same function or of the same
  /// tasks.
  private static func isSame(_ one: Finding, _ other: Finding) -> Bool {
    one.rule == other.rule && one.resources == other.resources
      && (one.location.function == other.location.function
        || one.tasks.map(\.name) == other.tasks.map(\.name))
  }

  private static func sorted(_ findings: [Finding]) -> [Finding] {
    findings.sorted {
      ($0.location.file, $0.location.line, $0.rule, $0.fingerprint)
        < ($1.location.file, $1.location.line, $1.rule, $1.fingerprint)
    }
  }
}
