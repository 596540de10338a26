/// The tables of a ``Machine`` while they are filled.
struct MachineTables {
  let words: Int
  var firstLocation: [Int32] = []
  var firstTransition: [Int32] = []
  var isValidEnd: [Bool] = []
  var terms: [Machine.MachineTerm] = []
  var actions: [Machine.MachineAction] = []
  var transitions: [Machine.MachineTransition] = []
  var reads: [UInt64] = []
  var writes: [UInt64] = []
  var futureReads: [UInt64] = []
  var futureWrites: [UInt64] = []
  var lowest: [Int16] = []
  var highest: [Int16] = []

  static let failures: [FailureKind] = FailureKind.allCases

  init(_ program: Program) {
    words = max((program.cells.count + 63) / 64, 1)
    for (index, task) in program.tasks.enumerated() {
      firstLocation.append(Int32(isValidEnd.count))
      for location in task.locations.indices {
        firstTransition.append(Int32(transitions.count))
        isValidEnd.append(task.validEnds[location])
        for transition in task.locations[location] { append(transition, of: index) }
      }
    }
    firstTransition.append(Int32(transitions.count))
    let balances = NetEffects(program)
    lowest = balances.lowest.flatMap { $0.flatMap { $0.map { Int16($0) } } }
    highest = balances.highest.flatMap { $0.flatMap { $0.map { Int16($0) } } }
  }

  private mutating func append(_ transition: Transition, of task: Int) {
    let firstTerm = terms.count
    for term in transition.guards {
      let (operand, isCell) = Self.operand(term.operand)
      terms.append(
        Machine.MachineTerm(
          cell: Int32(term.cell), code: Int32(term.comparison.rawValue) + (isCell ? 8 : 0),
          operand: operand))
    }
    let firstAction = actions.count
    for action in transition.actions { actions.append(Self.action(action)) }
    let failure = transition.failure.flatMap { Self.failures.firstIndex(of: $0) } ?? -1
    transitions.append(
      Machine.MachineTransition(
        task: Int32(task), target: UInt8(transition.target), failure: Int32(failure),
        firstTerm: Int32(firstTerm), endTerm: Int32(terms.count), firstAction: Int32(firstAction),
        endAction: Int32(actions.count)))
    reads += set(of: transition.reads)
    writes += set(of: transition.writes)
  }

  private static func operand(_ operand: Operand) -> (value: Int32, isCell: Bool) {
    switch operand {
    case .constant(let value): (Int32(value), false)
    case .cell(let cell): (Int32(cell), true)
    }
  }

  private static func action(_ action: Action) -> Machine.MachineAction {
    func entry(
      _ code: Int32, _ cell: Int, _ operand: Operand = .constant(0), _ capacity: Int = 0
    ) -> Machine.MachineAction {
      let (value, isCell) = Self.operand(operand)
      return Machine.MachineAction(
        code: code + (isCell ? 8 : 0), cell: Int32(cell), operand: value, capacity: Int32(capacity))
    }
    return switch action {
    case .set(let cell, let operand): entry(0, cell, operand)
    case .add(let cell, let operand): entry(1, cell, operand)
    case .subtract(let cell, let operand): entry(2, cell, operand)
    case .decrementIfPositive(let cell): entry(3, cell)
    case .push(let queue, let operand): entry(4, queue.length, operand, queue.capacity)
    case .pop(let queue): entry(5, queue.length)
    case .remove(let queue, let value): entry(6, queue.length, .constant(value))
    }
  }

  private func set(of cells: Set<Int>) -> [UInt64] {
    var set = [UInt64](repeating: 0, count: words)
    for cell in cells { set[cell >> 6] |= 1 << UInt64(cell & 63) }
    return set
  }

  /// Computes what each location can still read and write, by control flow alone.
  mutating func close() {
    let locations = isValidEnd.count
    futureReads = [UInt64](repeating: 0, count: locations * words)
    futureWrites = futureReads
    var changed = true
    while changed {
      changed = false
      for location in (0..<locations).reversed() {
        for index in Int(firstTransition[location])..<Int(firstTransition[location + 1]) {
          let transition = transitions[index]
          let target = Int(firstLocation[Int(transition.task)]) + Int(transition.target)
          for word in 0..<words {
            let at = location * words + word
            let read =
              futureReads[at] | reads[index * words + word]
              | futureReads[target * words + word]
            let written =
              futureWrites[at] | writes[index * words + word]
              | futureWrites[target * words + word]
            if read != futureReads[at] || written != futureWrites[at] { changed = true }
            futureReads[at] = read
            futureWrites[at] = written
          }
        }
      }
    }
  }
}
