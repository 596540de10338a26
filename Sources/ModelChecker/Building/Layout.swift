/// Gives every cell of a draft its place in the state, and every draft transition its cells.
struct Layout {
  private struct Instance {
    let draft: Int
    let name: String
    let counter: Int
    let base: [LocalKey: Int]
    let end: Int
  }

  private let drafts: [DraftTask]
  private let interrupted: [Int: [Variable]]
  private let threads: [Int: Int]
  private var cells: [Cell]
  private var workQueues: [Queue] = []
  private var instances: [Instance] = []

  init(
    cells: [(name: String, initial: Int)], drafts: [DraftTask], workQueues: [Int],
    threads: [Int: Int], interrupted: [Int: [Variable]]
  ) throws(ProgramError) {
    self.drafts = drafts
    self.interrupted = interrupted
    self.threads = threads
    self.cells = cells.map { Cell(name: $0.name, initial: UInt8($0.initial), task: nil) }
    for (index, capacity) in workQueues.enumerated() {
      self.workQueues.append(Queue(length: self.cells.count, capacity: capacity))
      guard capacity > 0 else { continue }
      appendQueue("workqueue \(index)", capacity, nil)
    }
    for (index, draft) in drafts.enumerated() {
      for copy in 0..<draft.copies {
        try appendInstance(draft, index, copy)
      }
    }
  }

  private mutating func appendQueue(_ name: String, _ capacity: Int, _ task: Int?) {
    cells.append(Cell(name: "\(name) length", initial: 0, task: task))
    for slot in 0..<capacity {
      cells.append(Cell(name: "\(name) \(slot)", initial: 0, task: task))
    }
  }

  private mutating func appendInstance(
    _ draft: DraftTask, _ index: Int, _ copy: Int
  ) throws(ProgramError) {
    let name = draft.copies > 1 ? "\(draft.name) \(copy + 1)" : draft.name
    let task = instances.count
    let counter = cells.count
    cells.append(Cell(name: "location of \(name)", initial: 0, task: task))
    var base: [LocalKey: Int] = [:]
    for local in draft.locals {
      guard (0...255).contains(local.initial) else {
        throw .valueOutOfRange(name: local.name, value: local.initial)
      }
      base[local.key] = cells.count
      if local.key == .bioList {
        appendQueue("bio_list of \(name)", draft.bioListCapacity, task)
      } else {
        cells.append(
          Cell(name: "\(local.name) of \(name)", initial: UInt8(local.initial), task: task))
      }
    }
    instances.append(
      Instance(draft: index, name: name, counter: counter, base: base, end: cells.count))
  }

  func program(named name: String) throws(ProgramError) -> Program {
    var tasks: [ProgramTask] = []
    var groups: [Int: [Int]] = [:]
    for (index, instance) in instances.enumerated() {
      groups[instance.draft, default: []].append(index)
      let draft = drafts[instance.draft]
      let numbers = draft.numbers
      var locations = [[Transition]](repeating: [], count: draft.locationCount)
      for transition in draft.transitions {
        for resolved in try resolve(transition, of: instance, numbers) {
          locations[resolved.source].append(resolved)
        }
      }
      let ends = Set(draft.ends.map { numbers[$0] })
      tasks.append(
        ProgramTask(
          name: instance.name, context: draft.context.rawValue, counter: instance.counter,
          block: instance.counter..<instance.end, locations: locations,
          validEnds: locations.indices.map { ends.contains($0) }))
    }
    let symmetries = groups.sorted { $0.key < $1.key }.map(\.value).filter { $0.count > 1 }
    return Program(name: name, cells: cells, tasks: tasks, symmetries: symmetries)
  }

  private func resolve(
    _ draft: DraftTransition, of instance: Instance, _ numbers: [Int]
  ) throws(ProgramError) -> [Transition] {
    var guards: [Term] = []
    for gate in interrupted[instance.draft] ?? [] {
      if let cell = cell(gate.reference, instance) {
        guards.append(Term(cell: cell, comparison: .equal, operand: .constant(0)))
      }
    }
    guard let own = try terms(draft.guards, instance) else { return [] }
    guards += own
    if let front = draft.front {
      guards.append(
        Term(
          cell: queue(front.queue, instance).front, comparison: .equal,
          operand: .constant(front.entry)))
    }
    var actions: [Action] = []
    for action in draft.actions { actions += try resolve(action, instance) }
    var expectation: [[Term]] = []
    for clause in draft.expectation {
      if let terms = try terms(clause, instance) { expectation.append(terms) }
    }
    let source = numbers[draft.source]
    let target = numbers[draft.target]
    func transition(_ more: [Term], _ changes: [Action], _ label: Label) -> Transition {
      Transition(
        source: source, target: target, guards: guards + more, actions: actions + changes,
        failure: draft.failure, expectation: expectation, label: label)
    }
    guard let key = draft.wakesOne else { return [transition([], [], draft.label)] }
    let sleepers = instances.compactMap { other in other.base[key].map { (other.name, $0) } }
    return sleepers.map { name, cell in
      transition(
        [Term(cell: cell, comparison: .equal, operand: .constant(1))],
        [.set(cell, .constant(0))], draft.label.renamed("\(draft.label.text): wakes \(name)"))
    } + [
      transition(
        sleepers.map { Term(cell: $0.1, comparison: .equal, operand: .constant(0)) }, [],
        draft.label)
    ]
  }

  /// Nil when one of them can never hold.
  private func terms(
    _ drafts: [DraftTerm], _ instance: Instance
  ) throws(ProgramError) -> [Term]? {
    var terms: [Term] = []
    for draft in drafts {
      let operand = try operand(draft.operand, instance)
      if let cell = cell(draft.cell, instance) {
        terms.append(Term(cell: cell, comparison: draft.comparison, operand: operand))
      } else if case .constant(let value) = operand, !draft.comparison.holds(0, value) {
        return nil
      }
    }
    return terms
  }

  private func operand(_ value: Value, _ instance: Instance) throws(ProgramError) -> Operand {
    switch value {
    case .constant(let constant):
      guard (0...255).contains(constant) else {
        throw .valueOutOfRange(name: "a constant", value: constant)
      }
      return .constant(constant)
    case .variable(let variable):
      return cell(variable.reference, instance).map { .cell($0) } ?? .constant(0)
    }
  }

  /// Nil for a cell that its task never uses, and that is therefore zero.
  private func cell(_ reference: CellReference, _ instance: Instance) -> Int? {
    switch reference {
    case .shared(let index): index
    case .local(let key, let offset): instance.base[key].map { $0 + offset }
    case .foreign(let draft, let key): instances.first { $0.draft == draft }?.base[key]
    }
  }

  private func queue(_ queue: DraftQueue, _ instance: Instance) -> Queue {
    switch queue {
    case .work(let index): workQueues[index]
    case .bioList:
      Queue(
        length: instance.base[.bioList] ?? 0, capacity: drafts[instance.draft].bioListCapacity)
    }
  }

  private func resolve(
    _ action: DraftAction, _ instance: Instance
  ) throws(ProgramError) -> [Action] {
    switch action {
    case .set(let reference, let value):
      let operand = try operand(value, instance)
      return cell(reference, instance).map { [.set($0, operand)] } ?? []
    case .add(let reference, let value):
      let operand = try operand(value, instance)
      return cell(reference, instance).map { [.add($0, operand)] } ?? []
    case .subtract(let reference, let value):
      let operand = try operand(value, instance)
      return cell(reference, instance).map { [.subtract($0, operand)] } ?? []
    case .push(let list, let value):
      return [.push(queue(list, instance), try operand(value, instance))]
    case .pop(let list): return [.pop(queue(list, instance))]
    case .remove(let list, let value): return [.remove(queue(list, instance), value)]
    case .setEvery(let key, let value):
      return instances.compactMap { $0.base[key] }.map { .set($0, .constant(value)) }
    case .decrementEvery(let key):
      return instances.compactMap { $0.base[key] }.map { .decrementIfPositive($0) }
    case .wakeThread(let thread):
      return instances.filter { $0.draft == threads[thread] }.flatMap { sleeper in
        sleeper.base.filter { $0.key.isSleeping }.map(\.value).sorted()
          .map { .set($0, .constant(0)) }
      }
    }
  }
}

extension LocalKey {
  var isSleeping: Bool {
    switch self {
    case .waiting, .exclusive: true
    default: false
    }
  }
}
