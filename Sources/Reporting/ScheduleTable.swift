/// Draws a schedule as lockdep does: a column for each task, time going down. Names that are too long
/// for their columns stand above the table.
package struct ScheduleTable: Sendable {
  /// One thing that one task does.
  package struct Row: Hashable, Sendable {
    package let task: String
    package let text: String

    package init(task: String, text: String) {
      self.task = task
      self.text = text
    }
  }

  private let rows: [Row]
  private let width: Int

  /// - Parameters:
  ///   - rows: in the order in which they happen.
  ///   - width: of the lines, in characters. Words that are longer than their column stand out.
  package init(rows: [Row], width: Int) {
    self.rows = rows
    self.width = width
  }

  /// The tasks in the order of their first rows: one column each.
  private var tasks: [String] {
    var seen: Set<String> = []
    return rows.map(\.task).filter { seen.insert($0).inserted }
  }

  /// The lines of the table; none if there are no rows.
  package var lines: [String] {
    let tasks = tasks
    guard !tasks.isEmpty else { return [] }
    let column = max(12, min(36, (width - 2) / tasks.count))
    let fits = tasks.allSatisfy { $0.count <= column - 6 }
    var lines =
      fits ? [] : tasks.enumerated().map { "  CPU\($0.offset): \($0.element)" } + [""]
    lines.append(line(tasks.indices.map { "     CPU\($0)" }, column: column))
    if fits { lines.append(line(tasks.map { "     \($0)" }, column: column)) }
    lines.append(line(tasks.map { _ in "     ----" }, column: column))
    for row in rows {
      guard let index = tasks.firstIndex(of: row.task) else { continue }
      let indent = String(repeating: " ", count: 2 + index * column)
      lines += TextWrap(width: width).lines(row.text, first: indent, rest: indent + "  ")
    }
    return lines
  }

  private func line(_ cells: [String], column: Int) -> String {
    ("  " + cells.map { $0.padded(to: column) }.joined()).trimmingTrailingSpaces
  }
}
