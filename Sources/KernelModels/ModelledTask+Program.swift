import ModelChecker

extension ModelledTask {
  /// What the program of a task does: read from what is explored, so that it cannot say anything else.
  ///
  /// Steps that stand in no function (a worker that starts, a device) are passed over.
  init(_ task: ProgramTask) {
    var reader = TaskReader(task)
    reader.read()
    self.init(name: task.name, operations: reader.operations, order: reader.order)
  }

  private struct TaskReader {
    let task: ProgramTask
    var operations: [ModelledOperation] = []
    var order: Set<Step> = []
    private var numbers: [ModelledOperation: Int] = [:]

    init(_ task: ProgramTask) { self.task = task }

    mutating func read() {
      for transition in task.locations.joined() { _ = number(of: transition) }
      for transition in task.locations.joined() {
        guard let from = number(of: transition) else { continue }
        for to in operationsNext(after: transition.target) {
          order.insert(Step(from: from, to: to))
        }
      }
    }

    /// The operations that come first from a location on.
    private mutating func operationsNext(after location: Int) -> Set<Int> {
      var found: Set<Int> = []
      var seen: Set<Int> = [location]
      var pending = [location]
      while let next = pending.popLast() {
        for transition in task.locations[next] where transition.failure == nil {
          if let number = number(of: transition) {
            found.insert(number)
          } else if seen.insert(transition.target).inserted {
            pending.append(transition.target)
          }
        }
      }
      return found
    }

    private mutating func number(of transition: Transition) -> Int? {
      let label = transition.label
      guard transition.failure == nil, !label.function.isEmpty else { return nil }
      let operation = ModelledOperation(
        function: label.function, call: label.text, operation: label.operation,
        resource: label.resource)
      if let known = numbers[operation] { return known }
      operations.append(operation)
      numbers[operation] = operations.count - 1
      return operations.count - 1
    }
  }
}
