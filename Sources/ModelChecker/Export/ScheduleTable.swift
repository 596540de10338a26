/// A failure as lockdep prints one: a column for each task, a row for each step, time going down.
public struct ScheduleTable: Hashable, Sendable {
  /// A task that moves, or is stuck, in the order of the first time.
  public let tasks: [String]
  /// One row for each step, then one for each stuck task.
  public let rows: [Row]
  /// What it ends in.
  public let kind: FailureKind

  /// What one task does.
  public struct Row: Hashable, Sendable {
    /// The index of its column.
    public let column: Int
    /// The call.
    public let text: String
    /// It never returns from it.
    public let isStuck: Bool
  }

  /// The table of a failure.
  ///
  /// Decisions (``OperationKind/branch``) say where control goes and not what is done; they are left out
  /// unless everything is asked for.
  public init(_ failure: Failure, everything: Bool = false) {
    var tasks: [String] = []
    func column(of task: String) -> Int {
      if let known = tasks.firstIndex(of: task) { return known }
      tasks.append(task)
      return tasks.count - 1
    }
    var rows: [Row] = []
    for step in failure.schedule.steps where everything || step.label.operation != .branch {
      rows.append(
        Row(column: column(of: step.task), text: step.label.text, isStuck: false))
    }
    for stuck in failure.stuck {
      rows.append(Row(column: column(of: stuck.task), text: stuck.label.text, isStuck: true))
    }
    self.tasks = tasks
    self.rows = rows
    kind = failure.kind
  }

  /// The table in columns of equal width; a call that does not fit is cut. Calls that never return are
  /// marked with stars.
  ///
  /// - Complexity: linear in the size of the table.
  public func text(columnWidth: Int = 36) -> String {
    let width = max(columnWidth, 12)
    func cell(_ text: String) -> String {
      let cut = text.count > width - 2 ? text.prefix(width - 3) + "~" : text[...]
      return cut + String(repeating: " ", count: width - cut.count)
    }
    func line(_ cells: [String]) -> String {
      var line = cells.map(cell).joined()
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    var text = line(tasks.indices.map { "CPU\($0)" })
    text += line(tasks)
    text += line(tasks.map { _ in "----" })
    for row in rows {
      let marked = row.isStuck ? "*** " + row.text : row.text
      text += line(
        (0...row.column).map { $0 == row.column ? marked : "" })
    }
    return text + " *** \(kind.title) ***\n"
  }
}

extension FailureKind {
  /// In the words of a kernel log.
  public var title: String {
    switch self {
    case .deadlock: "DEADLOCK"
    case .lostWakeUp: "LOST WAKE-UP"
    case .sleepInAtomic: "SLEEPING FUNCTION CALLED FROM INVALID CONTEXT"
    case .useAfterFree: "USE AFTER FREE"
    case .assertion: "ASSERTION FAILED"
    case .overflow: "OVERFLOW"
    }
  }
}
