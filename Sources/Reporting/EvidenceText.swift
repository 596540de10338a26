package import Findings

/// Renders the evidence that answers a question: call trees, a task each.
package struct EvidenceText: Sendable {
  private let width: Int
  private let painter: Painter

  /// - Parameters:
  ///   - width: of the lines, in characters; at least 60.
  ///   - colours: whether what reads the text is a terminal that shows colours.
  package init(width: Int = 100, colours: Bool = false) {
    self.width = max(60, width)
    painter = Painter(colours: colours)
  }

  /// - Parameters:
  ///   - tasks: best evidence first.
  ///   - limit: how many are shown; the others are counted.
  /// - Returns: the text, with a newline at its end.
  package func render(_ tasks: [Findings.Task], limit: Int) -> String {
    var lines = tasks.prefix(limit).enumerated().flatMap { index, task in
      [painter.paint("\(index + 1). \(task.name), \(task.context)", as: .heading)]
        + TaskText(task: task, width: width, painter: painter).lines + [""]
    }
    if tasks.count > limit {
      lines += ["and \(tasks.count - limit) more (--limit shows more)", ""]
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
  }
}
