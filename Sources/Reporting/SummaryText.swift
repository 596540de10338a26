import Findings

/// The last lines of a text report: how many findings of which rule, what was read, what was not.
struct SummaryText: Sendable {
  /// How many unread files are listed; the JSON report has them all.
  private static let listed = 10

  let report: Report
  let width: Int
  let painter: Painter

  var lines: [String] {
    counts + TextWrap(width: width).lines(read) + incomplete
  }

  private var counts: [String] {
    let total = report.findings.count
    guard total > 0 else { return [painter.paint("no findings", as: .heading)] }
    let byRule = Dictionary(grouping: report.findings, by: \.rule)
    let lines = byRule.keys.sorted().map { rule in
      let findings = byRule[rule] ?? []
      let verdicts = Validation.Verdict.allCases.compactMap { verdict in
        let count = findings.count { $0.validation.verdict == verdict }
        return count == 0 ? nil : "\(count) \(words(for: verdict))"
      }
      return "  \(findings.count)  \(rule): \(verdicts.joined(separator: ", "))"
    }
    return [painter.paint(counted(total, "finding") + ":", as: .heading)] + lines
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
