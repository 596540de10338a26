import Findings
import RuleCatalog

/// One finding in words: what, where, who does what, how it ends, what to do, and where else.
struct FindingText: Sendable {
  let group: FindingGroup
  /// Nil if the finding's rule is not known.
  let rule: Rule?
  let width: Int
  let painter: Painter

  var lines: [String] {
    header + chain + tasks + outcome + elsewhere + advice
  }

  private var finding: Finding { group.first }

  private var wrap: TextWrap { TextWrap(width: width) }

  private func bar(_ character: String) -> String {
    painter.paint(String(repeating: character, count: min(width, 72)), as: .faint)
  }

  private var header: [String] {
    let role: Painter.Role = finding.severity == .error ? .error : .warning
    let title = rule.map { "\($0.title) [\(finding.rule)]" } ?? "[\(finding.rule)]"
    let place = finding.location
    let location = "\(place.file):\(place.line):\(place.column)"
    return [bar("=")]
      + wrap.lines("\(finding.severity.rawValue.uppercased()): \(title)").map {
        painter.paint($0, as: role)
      }
      + ["\(painter.paint(location, as: .location)): in \(place.function)()"]
      + [bar("-")]
      + wrap.lines(finding.message)
  }

  /// The resources; a cycle comes back to its first.
  private var chain: [String] {
    guard let first = finding.resources.first else { return [] }
    var isCycle = false
    if case .cycle = rule?.match { isCycle = true }
    let links = finding.resources + (isCycle ? [first] : [])
    let lines = links.enumerated().map { index, resource in
      let arrow = index == 0 || !isCycle ? "   " : "-> "
      return "  \(arrow)\(painter.paint(resource.name, as: .resource)) (\(resource.kind))"
    }
    let heading = isCycle ? "each waits for the next:" : "resources:"
    return ["", painter.paint(heading, as: .heading)] + lines
  }

  private var tasks: [String] {
    finding.tasks.enumerated().flatMap { index, task in
      ["", painter.paint("task \(index + 1): \(task.name), \(task.context)", as: .heading)]
        + TaskText(task: task, width: width, painter: painter).lines
    }
  }

  private var outcome: [String] {
    let validation = finding.validation
    let states = validation.states == 1 ? "1 state" : "\(validation.states) states"
    switch validation.verdict {
    case .confirmed:
      let heading = "confirmed: this schedule fails (\(states) searched)"
      return ["", painter.paint(heading, as: .heading)] + schedule
        + (validation.reason.isEmpty ? [] : [""] + wrap.lines(validation.reason))
    case .refuted:
      return [""] + wrap.lines("refuted (all \(states) searched): \(validation.reason)")
    case .inconclusive:
      return [""] + wrap.lines("undecided after \(states): \(validation.reason)")
    case .notModelled:
      return [""] + wrap.lines("not executed: \(validation.reason)")
    }
  }

  private var schedule: [String] {
    let rows = finding.validation.schedule.map {
      ScheduleTable.Row(task: $0.task, text: MovePhrase(move: $0).text)
    }
    let table = ScheduleTable(rows: rows, width: width).lines
    guard !table.isEmpty else { return [] }
    return [""] + table + ["", painter.paint(" *** \(ending) ***", as: .error)]
  }

  private var ending: String {
    switch rule?.match {
    case .blocking: "BLOCKED WHERE NOTHING MAY BLOCK"
    case .cycle, .maskIgnored, .interruptedBy, .unbalanced, nil: "DEADLOCK"
    }
  }

  /// The other findings of the cause, a line each.
  private var elsewhere: [String] {
    guard !group.others.isEmpty else { return [] }
    let places = group.others.count == 1 ? "1 other place" : "\(group.others.count) other places"
    return ["", painter.paint("the same, \(finding.cause), from \(places):", as: .heading)]
      + group.others.flatMap { other in
        let place = other.location
        return wrap.lines(
          "\(place.file):\(place.line): in \(place.function)(), \(other.fingerprint), "
            + other.confidence.rawValue, first: "  ", rest: "    ")
      }
  }

  private var advice: [String] {
    var lines = [""]
    for note in finding.notes { lines += labelled("note:", note) }
    if let fix = rule?.fix.firstSentence, !fix.isEmpty { lines += labelled("how to fix:", fix) }
    lines += labelled("more:", "deadlint explain \(finding.rule)")
    lines += labelled(
      "finding:", "\(finding.fingerprint), confidence \(finding.confidence.rawValue)\(standing)")
    return lines
  }

  private var standing: String {
    switch finding.baseline {
    case .new: ", new"
    case .unchanged: ", was there before"
    case .fixed: ", fixed"
    case nil: ""
    }
  }

  private func labelled(_ label: String, _ text: String) -> [String] {
    var lines = wrap.lines(
      text, first: label.padded(to: 12), rest: String(repeating: " ", count: 12))
    if let first = lines.first {
      lines[0] = painter.paint(label, as: .note) + first.dropFirst(label.count)
    }
    return lines
  }
}
