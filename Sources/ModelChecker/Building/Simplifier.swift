/// Leaves out of a program what no step can change, reach or notice: cells that keep their initial
/// value, transitions that can never happen, locations that nobody reaches, cells that nobody reads.
///
/// None of it changes which schedules exist or how long they are. It makes states smaller, and it makes
/// "who can still write this cell" more precise for the searches that ask it.
struct Simplifier {
  private var cells: [Cell]
  private var tasks: [ProgramTask]
  private let name: String
  private let symmetries: [[Int]]

  init(_ program: Program) {
    name = program.name
    cells = program.cells
    tasks = program.tasks
    symmetries = program.symmetries
  }

  func simplified() throws(ProgramError) -> Program {
    var copy = self
    while copy.foldConstants() || copy.dropUnread() {}
    return try copy.compacted()
  }

  private var counters: Set<Int> { Set(tasks.map(\.counter)) }

  private func allTransitions() -> [Transition] { tasks.flatMap { $0.locations.flatMap { $0 } } }

  /// Cells that some transition may give another value than their first.
  private func changing() -> Set<Int> {
    var changing = counters
    var decrements: Set<Int> = []
    for transition in allTransitions() where transition.failure == nil {
      for action in transition.actions {
        switch action {
        case .set(let cell, .constant(let value)) where value == Int(cells[cell].initial): break
        case .decrementIfPositive(let cell): decrements.insert(cell)
        default: changing.formUnion(action.writes)
        }
      }
    }
    return changing.union(decrements.filter { cells[$0].initial != 0 })
  }

  private mutating func foldConstants() -> Bool {
    let changing = changing()
    var changed = false
    tasks = tasks.map { task in
      var locations = task.locations.map { transitions in
        transitions.compactMap { fold($0, changing) }
      }
      let reached = Self.reachable(locations)
      for location in locations.indices where !reached.contains(location) {
        locations[location] = []
      }
      if locations != task.locations { changed = true }
      return task.with(locations: locations, validEnds: task.validEnds)
    }
    return changed
  }

  private func fold(_ transition: Transition, _ changing: Set<Int>) -> Transition? {
    guard let guards = fold(transition.guards, changing) else { return nil }
    let actions = transition.actions.compactMap { action -> Action? in
      switch action {
      case .set(let cell, let operand):
        changing.contains(cell) ? .set(cell, fold(operand, changing)) : nil
      case .add(let cell, let operand): .add(cell, fold(operand, changing))
      case .subtract(let cell, let operand): .subtract(cell, fold(operand, changing))
      case .decrementIfPositive(let cell): changing.contains(cell) ? action : nil
      case .push(let queue, let operand): .push(queue, fold(operand, changing))
      case .pop, .remove: action
      }
    }
    return Transition(
      source: transition.source, target: transition.target, guards: guards, actions: actions,
      failure: transition.failure,
      expectation: transition.expectation.compactMap { fold($0, changing) },
      label: transition.label)
  }

  /// Nil when one of them never holds.
  private func fold(_ terms: [Term], _ changing: Set<Int>) -> [Term]? {
    var folded: [Term] = []
    for term in terms {
      let operand = fold(term.operand, changing)
      if changing.contains(term.cell) {
        folded.append(Term(cell: term.cell, comparison: term.comparison, operand: operand))
        continue
      }
      let value = Int(cells[term.cell].initial)
      switch operand {
      case .constant(let other):
        if !term.comparison.holds(value, other) { return nil }
      case .cell(let other):
        folded.append(
          Term(cell: other, comparison: term.comparison.mirrored, operand: .constant(value)))
      }
    }
    return folded
  }

  private func fold(_ operand: Operand, _ changing: Set<Int>) -> Operand {
    if case .cell(let cell) = operand, !changing.contains(cell) {
      return .constant(Int(cells[cell].initial))
    }
    return operand
  }

  /// Drops assignments to cells that nothing reads.
  private mutating func dropUnread() -> Bool {
    var read: Set<Int> = []
    for transition in allTransitions() {
      for clause in [transition.guards] + transition.expectation {
        for term in clause {
          read.insert(term.cell)
          if case .cell(let other) = term.operand { read.insert(other) }
        }
      }
      for action in transition.actions {
        if case .decrementIfPositive = action { continue }
        read.formUnion(action.reads)
      }
    }
    var changed = false
    tasks = tasks.map { task in
      let locations = task.locations.map { transitions in
        transitions.map { transition in
          let kept = transition.actions.filter { action in
            switch action {
            case .set(let cell, _), .decrementIfPositive(let cell): read.contains(cell)
            default: true
            }
          }
          if kept.count == transition.actions.count { return transition }
          changed = true
          return Transition(
            source: transition.source, target: transition.target, guards: transition.guards,
            actions: kept, failure: transition.failure, expectation: transition.expectation,
            label: transition.label)
        }
      }
      return task.with(locations: locations, validEnds: task.validEnds)
    }
    return changed
  }

  /// The locations that can be reached from the start.
  static func reachable(_ locations: [[Transition]]) -> Set<Int> {
    var seen: Set<Int> = [0]
    var pending = [0]
    while let location = pending.popLast() {
      for transition in locations[location]
      where transition.failure == nil && seen.insert(transition.target).inserted {
        pending.append(transition.target)
      }
    }
    return seen
  }

  private func compacted() throws(ProgramError) -> Program {
    var used = counters
    for transition in allTransitions() {
      used.formUnion(transition.reads)
      used.formUnion(transition.writes)
      for clause in transition.expectation {
        for term in clause {
          used.insert(term.cell)
          if case .cell(let other) = term.operand { used.insert(other) }
        }
      }
    }
    var places: [Int: Int] = [:]
    for cell in cells.indices where used.contains(cell) { places[cell] = places.count }
    var compact: [ProgramTask] = []
    for task in tasks { compact.append(try task.compacted(places)) }
    return Program(
      name: name, cells: cells.indices.filter(used.contains).map { cells[$0] }, tasks: compact,
      symmetries: symmetries)
  }
}

extension Comparison {
  /// The comparison that holds for exchanged sides.
  var mirrored: Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
