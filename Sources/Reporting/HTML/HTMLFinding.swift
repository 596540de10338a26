import Findings
import RuleCatalog

/// One finding as a part of the page that opens and closes.
struct HTMLFinding {
  let finding: Finding
  /// Nil if the finding's rule is not known.
  let rule: Rule?
  let sources: SourceExcerpts
  /// The findings of the same cause.
  let others: [Finding]
  /// What it is filtered by besides: `new`, `fixed`, `suppressed`, `reported`.
  let state: String

  var html: String {
    let place = finding.location
    let attributes = [
      "data-rule": finding.rule, "data-verdict": finding.validation.verdict.rawValue,
      "data-confidence": finding.confidence.rawValue, "data-state": state,
      "data-severity": finding.severity.rawValue,
    ].sorted { $0.key < $1.key }.map { " \($0)=\"\(HTMLText.escape($1))\"" }.joined()
    let summary = HTMLText.element(
      "summary",
      [
        HTMLText.element("span", finding.severity.rawValue, class: "badge severity"),
        HTMLText.element("span", finding.validation.verdict.rawValue, class: "badge verdict"),
        state == "reported" ? "" : HTMLText.element("span", state, class: "badge state"),
        HTMLText.element("code", "\(place.file):\(place.line)", class: "place"),
        HTMLText.element("span", rule?.title ?? finding.rule, class: "title"),
        HTMLText.element("span", "\(place.function)()", class: "function"),
      ])
    let body =
      [HTMLText.element("p", finding.message, class: "message")]
      + finding.notes.map { HTMLText.element("p", $0, class: "note") } + [suppression, drawing]
      + tasks + [outcome, elsewhere, advice]
    return """
      <details class="finding" id="\(HTMLText.escape(finding.fingerprint))"\(attributes)>
      \(summary)
      \(body.filter { !$0.isEmpty }.joined(separator: "\n"))
      </details>

      """
  }

  private var suppression: String {
    guard let suppression = finding.suppression else { return "" }
    return HTMLText.element(
      "p", "suppressed by \(suppression.source): \(suppression.reason)", class: "note")
  }

  private var drawing: String {
    var isCycle = false
    if case .cycle = rule?.match { isCycle = true }
    return CycleDrawing(
      resources: finding.resources, labels: isCycle ? finding.tasks.map(\.name) : [],
      isClosed: isCycle, name: "\(HTMLText.escape(finding.fingerprint))-\(state)"
    ).svg
  }

  // MARK: Tasks

  private var tasks: [String] {
    finding.tasks.enumerated().map { index, task in
      let held = HeldResources(steps: task.steps).before
      let rows = zip(task.steps, held).map { row(of: $0, holding: $1) }
      return HTMLText.element("h3", "Task \(index + 1): \(task.name), \(task.context)")
        + HTMLText.element(
          "table", class: "steps",
          ["<tr><th>where<th>source<th>what<th>holding</tr>\n"] + rows)
    }
  }

  private func row(of step: Step, holding held: [String]) -> String {
    let style = step.action == .call ? "call" : "deed"
    return HTMLText.element(
      "tr", class: style,
      [
        HTMLText.element(
          "td",
          [
            HTMLText.element("code", "\(step.file):\(step.line)"), " ",
            HTMLText.element("span", step.function, class: "function"),
          ]),
        HTMLText.element("td", [HTMLText.element("code", source(of: step))]),
        HTMLText.element("td", StepPhrase(step: step).text),
        HTMLText.element("td", held.joined(separator: ", ")),
      ]) + "\n"
  }

  private func source(of step: Step) -> String { sources.line(step.line, of: step.file) ?? "" }

  // MARK: The outcome

  private var outcome: String {
    let validation = finding.validation
    let states = "\(validation.states) states searched"
    switch validation.verdict {
    case .confirmed:
      let reason = validation.reason.isEmpty ? "" : HTMLText.element("p", validation.reason)
      return HTMLText.element("h3", "This schedule fails (\(states))") + schedule + reason
    case .refuted: return HTMLText.element("p", "refuted (\(states)): \(validation.reason)")
    case .inconclusive: return HTMLText.element("p", "undecided (\(states)): \(validation.reason)")
    case .notModelled: return HTMLText.element("p", "not executed: \(validation.reason)")
    }
  }

  /// A column for each task. The script shows the moves one by one.
  private var schedule: String {
    var seen: Set<String> = []
    let moves = finding.validation.schedule
    let names = moves.map(\.task).filter { seen.insert($0).inserted }
    let head = names.enumerated().map { HTMLText.element("th", "CPU\($0): \($1)") }
    let rows = moves.enumerated().map { number, move in
      let isBlocked = move.action.hasPrefix("blocked-")
      let cells = names.map { name in
        name == move.task
          ? HTMLText.element(
            "td", MovePhrase(move: move).text, class: isBlocked ? "blocked" : "moved")
          : "<td></td>"
      }
      let source = sources.line(move.line, of: move.file) ?? ""
      return "<tr data-step=\"\(number + 1)\"><td>\(number + 1)</td>\(cells.joined())<td>"
        + HTMLText.element("code", "\(move.file):\(move.line)") + " "
        + HTMLText.element("code", source, class: "source") + "</td></tr>\n"
    }
    return """
      <div class="schedule" data-steps="\(moves.count)">
      <p class="player"><button type="button" data-move="first">|&lt;</button> \
      <button type="button" data-move="back">&lt;</button> <output></output> \
      <button type="button" data-move="on">&gt;</button> \
      <button type="button" data-move="last">&gt;|</button></p>
      <table><tr><th>#</th>\(head.joined())<th>where</th></tr>
      \(rows.joined())</table></div>
      """
  }

  private var elsewhere: String {
    guard !others.isEmpty else { return "" }
    let links = others.map { other in
      let place = "\(other.location.file):\(other.location.line) \(other.location.function)()"
      let target = HTMLText.escape(other.fingerprint)
      return "<li><a href=\"#\(target)\">\(HTMLText.escape(place))</a></li>"
    }
    return HTMLText.element("h3", "The same elsewhere: \(finding.cause)")
      + HTMLText.element("ul", links)
  }

  private var advice: String {
    let fix = rule?.fix ?? ""
    let words = "\(finding.rule), \(finding.fingerprint), confidence \(finding.confidence.rawValue)"
    return
      (fix.isEmpty
      ? "" : HTMLText.element("h3", "How to fix it") + HTMLText.element("p", fix))
      + HTMLText.element("p", words, class: "faint")
  }
}
