extension ProgramTask {
  func with(locations: [[Transition]], validEnds: [Bool]) -> ProgramTask {
    ProgramTask(
      name: name, context: context, counter: counter, block: block, locations: locations,
      validEnds: validEnds)
  }

  /// The same task with only the locations that can be reached, and the cells at their new places.
  func compacted(_ places: [Int: Int]) throws(ProgramError) -> ProgramTask {
    let order = Simplifier.reachable(locations).sorted()
    guard order.count <= 255 else {
      throw .tooManyLocations(task: name, count: order.count)
    }
    var numbers: [Int: Int] = [:]
    for (number, location) in order.enumerated() { numbers[location] = number }
    let start = places[counter] ?? 0
    let kept = block.filter { places[$0] != nil }.count
    return ProgramTask(
      name: name, context: context, counter: start, block: start..<(start + kept),
      locations: order.map { location in
        locations[location].map { $0.compacted(numbers, places) }
      }, validEnds: order.map { validEnds[$0] })
  }
}

extension Transition {
  /// - `numbers`: the new numbers of locations; a failure leads nowhere, so its target may have none.
  /// - `places`: the new indices of cells.
  func compacted(_ numbers: [Int: Int], _ places: [Int: Int]) -> Transition {
    let source = numbers[source] ?? 0
    return Transition(
      source: source, target: failure == nil ? numbers[target] ?? 0 : source,
      guards: guards.map { $0.moved(places) }, actions: actions.map { $0.moved(places) },
      failure: failure, expectation: expectation.map { $0.map { $0.moved(places) } },
      label: label)
  }
}

extension Term {
  func moved(_ places: [Int: Int]) -> Term {
    Term(cell: places[cell] ?? 0, comparison: comparison, operand: operand.moved(places))
  }
}

extension Operand {
  func moved(_ places: [Int: Int]) -> Operand {
    if case .cell(let cell) = self { return .cell(places[cell] ?? 0) }
    return self
  }
}

extension Action {
  func moved(_ places: [Int: Int]) -> Action {
    func queue(_ queue: Queue) -> Queue {
      Queue(length: places[queue.length] ?? 0, capacity: queue.capacity)
    }
    return switch self {
    case .set(let cell, let operand): .set(places[cell] ?? 0, operand.moved(places))
    case .add(let cell, let operand): .add(places[cell] ?? 0, operand.moved(places))
    case .subtract(let cell, let operand): .subtract(places[cell] ?? 0, operand.moved(places))
    case .decrementIfPositive(let cell): .decrementIfPositive(places[cell] ?? 0)
    case .push(let list, let operand): .push(queue(list), operand.moved(places))
    case .pop(let list): .pop(queue(list))
    case .remove(let list, let value): .remove(queue(list), value)
    }
  }
}
