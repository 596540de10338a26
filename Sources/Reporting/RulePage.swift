package import RuleCatalog

/// All that there is to know about a rule, for someone with a finding of it.
package struct RulePage: Sendable {
  private let rule: Rule
  private let width: Int
  private let painter: Painter

  /// - Parameters:
  ///   - rule: what to explain.
  ///   - width: of the lines, in characters; at least 40.
  ///   - colours: whether what reads the text is a terminal that shows colours.
  package init(rule: Rule, width: Int = 100, colours: Bool = false) {
    self.rule = rule
    self.width = max(40, width)
    painter = Painter(colours: colours)
  }

  /// Title, story, fix, limits and references, with a newline at the end.
  package var text: String {
    var lines = [
      painter.paint(rule.id, as: .heading) + ": " + rule.title,
      painter.paint("severity \(rule.severity), confidence \(rule.confidence)", as: .faint),
    ]
    lines += section("What happens", rule.story)
    lines += section("How to fix it", rule.fix)
    lines += section("What it cannot see", rule.limits)
    lines += section("References", rule.references.map { "- \($0)" }.joined(separator: "\n"))
    if let model = rule.model {
      lines += section("Model", "deadlint model check \(model)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ heading: String, _ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    return ["", painter.paint(heading, as: .heading)]
      + paragraphs(of: text).flatMap {
        TextWrap(width: width).lines($0.text, first: $0.indent, rest: $0.hanging)
      }
  }

  /// Lines that follow each other are one paragraph, but an item of a list begins a new one.
  private func paragraphs(of text: String) -> [(text: String, indent: String, hanging: String)] {
    var paragraphs: [(text: String, indent: String, hanging: String)] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(separator: " ")
      let isItem = words.first.map { $0 == "-" || $0.last == "." && Int($0.dropLast()) != nil }
      if words.isEmpty {
        if isOpen { paragraphs.append(("", "", "")) }
        isOpen = false
      } else if isOpen, isItem == false {
        paragraphs[paragraphs.count - 1].text += " " + words.joined(separator: " ")
      } else {
        let mark = isItem == true ? (words.first?.count ?? 0) + 1 : 0
        let hanging = String(repeating: " ", count: 2 + mark)
        paragraphs.append((words.joined(separator: " "), "  ", hanging))
        isOpen = true
      }
    }
    while paragraphs.last?.text.isEmpty == true { paragraphs.removeLast() }
    return paragraphs
  }
}
