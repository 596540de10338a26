/// Writes the declarations and processes of one program.
struct PromelaWriter {
  private let program: Program
  private let prefix: String
  private let isActive: Bool
  /// The task that alone uses a cell; nil for a cell of several.
  private let owners: [Int?]

  init(_ program: Program, prefix: String, isActive: Bool) {
    self.program = program
    self.prefix = prefix
    self.isActive = isActive
    owners = Self.owners(program)
  }

  private static func owners(_ program: Program) -> [Int?] {
    var users = [Set<Int>](repeating: [], count: program.cells.count)
    for (index, task) in program.tasks.enumerated() {
      for transition in task.locations.joined() {
        for cell in transition.reads.union(transition.writes) { users[cell].insert(index) }
      }
    }
    return users.map { $0.count == 1 ? $0.first : nil }
  }

  var text: String {
    var text = ""
    let counters = Set(program.tasks.map(\.counter))
    for cell in program.cells.indices where owners[cell] == nil && !counters.contains(cell) {
      text += declaration(of: cell)
    }
    for (index, task) in program.tasks.enumerated() {
      text += "\n\(isActive ? "active " : "")proctype \(process(index))() {\n"
      for cell in program.cells.indices where owners[cell] == index {
        text += "  " + declaration(of: cell)
      }
      for location in task.locations.indices { text += body(of: task, at: location) }
      text += "}\n"
    }
    return text
  }

  func process(_ task: Int) -> String {
    "\(prefix)P\(task)_\(Self.identifier(program.tasks[task].name))"
  }

  private func declaration(of cell: Int) -> String {
    "byte \(name(cell)) = \(program.cells[cell].initial);\n"
  }

  private func name(_ cell: Int) -> String {
    "\(prefix)v\(cell)_\(Self.identifier(program.cells[cell].name))"
  }

  private static func identifier(_ text: String) -> String {
    String(
      text.unicodeScalars.map { scalar -> Character in
        let isPlain =
          ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
          || ("0"..."9").contains(scalar)
        return isPlain ? Character(scalar) : "_"
      })
  }

  private func body(of task: ProgramTask, at location: Int) -> String {
    var text = "L\(location):\n"
    if task.validEnds[location] { text += "end_\(location):\n" }
    let transitions = task.locations[location]
    let isLast = location == task.locations.count - 1
    if transitions.isEmpty { return text + "  false\(isLast ? "" : ";")\n" }
    text += "  if\n"
    for transition in transitions {
      text += "  :: d_step { \(condition(transition.guards))"
      if transition.failure != nil {
        text += "; assert(false)"
      } else {
        for action in transition.actions { text += "; " + statement(action) }
      }
      text += " } -> goto L\(transition.target)"
      text += " /* \(PromelaExporter.comment(transition.label.text)) */\n"
    }
    return text + "  fi\(isLast ? "" : ";")\n"
  }

  private func condition(_ guards: [Term]) -> String {
    guards.isEmpty
      ? "true"
      : guards.map { "\(name($0.cell)) \($0.comparison.symbol) \(value($0.operand))" }
        .joined(separator: " && ")
  }

  private func value(_ operand: Operand) -> String {
    switch operand {
    case .constant(let constant): String(constant)
    case .cell(let cell): name(cell)
    }
  }

  private func statement(_ action: Action) -> String {
    switch action {
    case .set(let cell, let operand): return "\(name(cell)) = \(value(operand))"
    case .add(let cell, let operand):
      return "assert(\(name(cell)) + \(value(operand)) <= 255); "
        + "\(name(cell)) = \(name(cell)) + \(value(operand))"
    case .subtract(let cell, let operand):
      return "assert(\(name(cell)) >= \(value(operand))); "
        + "\(name(cell)) = \(name(cell)) - \(value(operand))"
    case .decrementIfPositive(let cell):
      return "if :: \(name(cell)) > 0 -> \(name(cell)) = \(name(cell)) - 1 :: else fi"
    case .push(let queue, let operand): return push(queue, value(operand))
    case .pop(let queue):
      return "if :: \(name(queue.length)) > 0 -> \(close(queue, from: 0)) :: else fi"
    case .remove(let queue, let entry):
      return (0..<queue.capacity).reversed().map { slot in
        "if :: \(name(queue.front + slot)) == \(entry) -> \(close(queue, from: slot)) :: else fi"
      }.joined(separator: "; ")
    }
  }

  private func push(_ queue: Queue, _ value: String) -> String {
    let slots = (0..<queue.capacity).map { slot in
      ":: \(name(queue.length)) == \(slot) -> \(name(queue.front + slot)) = \(value) "
    }
    return "if \(slots.joined()):: else -> assert(false) fi; "
      + "\(name(queue.length)) = \(name(queue.length)) + 1"
  }

  /// Takes the entry of a slot out; the later ones move up.
  private func close(_ queue: Queue, from first: Int) -> String {
    var statements: [String] = []
    for slot in first..<(queue.capacity - 1) {
      statements.append("\(name(queue.front + slot)) = \(name(queue.front + slot + 1))")
    }
    statements.append("\(name(queue.front + queue.capacity - 1)) = 0")
    statements.append("\(name(queue.length)) = \(name(queue.length)) - 1")
    return statements.joined(separator: "; ")
  }
}
