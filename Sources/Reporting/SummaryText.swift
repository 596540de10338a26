import Findings

/// The last lines of a text report: how many findings of which rule, what was read, what was not.
struct SummaryText: Sendable {
  /// How many unread files are listed; the JSON report has them all.
  private static let listed = 10

  let report: Report
  let width: Int
  let painter: Painter

  var lines: [String] {
    counts + comparison + TextWrap(width: width).lines(read) + notices + incomplete
  }

  private var counts: [String] {
    let total = report.findings.count
    let kind = report.comparison == nil || total != report.pending.count ? "" : "new "
    guard total > 0 else { return [painter.paint("no \(kind)findings", as: .heading)] }
    let byRule = Dictionary(grouping: report.findings, by: \.rule)
    let lines = byRule.keys.sorted().map { rule in
      let findings = byRule[rule] ?? []
      let verdicts = Validation.Verdict.allCases.compactMap { verdict in
        let count = findings.count { $0.validation.verdict == verdict }
        return count == 0 ? nil : "\(count) \(words(for: verdict))"
      }
      return "  \(findings.count)  \(rule): \(verdicts.joined(separator: ", "))"
    }
    let causes = FindingGroup.groups(of: report.findings).count
    let of = causes == total ? "" : " of \(counted(causes, "cause"))"
    return [painter.paint(counted(total, kind + "finding") + of + ":", as: .heading)] + lines
  }

  /// How that compares, then what is fixed, then what is suppressed.
  private var comparison: [String] {
    var lines: [String] = []
    if let comparison = report.comparison {
      let shown = comparison.unchanged > 0 && report.findings.count == report.pending.count
      lines.append(
        "against \(comparison.against): \(comparison.new) new, "
          + "\(comparison.unchanged) there before\(shown ? " (--all shows them)" : ""), "
          + "\(comparison.fixed) fixed")
    }
    lines += report.fixed.map {
      let place = $0.location
      return "fixed: \(place.file):\(place.line): \($0.message) [\($0.rule), \($0.fingerprint)]"
    }
    if !report.suppressed.isEmpty {
      let reasons = Dictionary(grouping: report.suppressed) { $0.suppression?.source ?? "" }
      let words = reasons.keys.sorted().map { "\(reasons[$0]?.count ?? 0) by \($0)" }
      lines.append("suppressed: \(words.joined(separator: ", "))")
    }
    return lines.flatMap { TextWrap(width: width).lines($0, first: "", rest: "    ") }
  }

  private var notices: [String] {
    report.notices.flatMap {
      TextWrap(width: width).lines("note: \($0)", first: "", rest: "    ")
    }
  }

  private var read: String {
    let numbers = report.statistics
    let failed = numbers.failedUnits == 0 ? "" : " (\(numbers.failedUnits) failed)"
    return [
      counted(numbers.translationUnits, "unit") + failed, counted(numbers.functions, "function"),
      counted(numbers.resources, "resource"), counted(numbers.edges, "edge"),
      counted(numbers.cycles, "cycle"),
    ].joined(separator: ", ")
  }

  private var incomplete: [String] {
    let missing = report.incomplete
    guard !missing.isEmpty else { return [] }
    let heading = "not analysed, or not wholly: \(counted(missing.count, "file"))"
    let rest = missing.count - SummaryText.listed
    return [painter.paint(heading, as: .warning)]
      + missing.prefix(SummaryText.listed).flatMap {
        TextWrap(width: width).lines("\($0.file): \($0.reason)", first: "  ", rest: "    ")
      }
      + (rest > 0 ? ["  and \(rest) more, all listed in the JSON report"] : [])
  }

  private func words(for verdict: Validation.Verdict) -> String {
    switch verdict {
    case .confirmed: "confirmed"
    case .refuted: "refuted"
    case .inconclusive: "undecided"
    case .notModelled: "not executed"
    }
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}
