import Findings

/// Draws a schedule as lockdep does: a column for each task, time going down.
struct ScheduleTable: Sendable {
  let moves: [Validation.Move]
  /// In characters.
  let width: Int

  /// The tasks in the order of their first moves: one column each.
  private var tasks: [String] {
    var seen: Set<String> = []
    return moves.map(\.task).filter { seen.insert($0).inserted }
  }

  /// The lines of the table; none if there are no moves.
  var lines: [String] {
    let tasks = tasks
    guard !tasks.isEmpty else { return [] }
    let column = max(12, min(36, (width - 2) / tasks.count))
    var lines = [
      row(tasks.indices.map { "     CPU\($0)" }, column: column),
      row(tasks.map { "     \(shortened($0, to: column - 6))" }, column: column),
      row(tasks.map { _ in "     ----" }, column: column),
    ]
    for move in moves {
      guard let index = tasks.firstIndex(of: move.task) else { continue }
      let indent = String(repeating: " ", count: 2 + index * column)
      lines += TextWrap(width: width).lines(phrase(of: move), first: indent, rest: indent + "  ")
    }
    return lines
  }

  private func row(_ cells: [String], column: Int) -> String {
    ("  " + cells.map { $0.padded(to: column) }.joined()).trimmingTrailingSpaces
  }

  private func shortened(_ text: String, to count: Int) -> String {
    text.count <= count ? text : text.prefix(count - 2) + ".."
  }

  /// lockdep's words where it has them.
  private func phrase(of move: Validation.Move) -> String {
    let prefix = "blocked-"
    let isBlocked = move.action.hasPrefix(prefix)
    let action = isBlocked ? String(move.action.dropFirst(prefix.count)) : move.action
    let call =
      switch action {
      case "acquire", "acquire-write": "lock"
      case "acquire-read": "rlock"
      case "try-acquire": "trylock"
      case "release": "unlock"
      default: action
      }
    return "\(call)(\(move.resource ?? ""));" + (isBlocked ? " <- blocked" : "")
  }
}
