import Findings

/// A task's path in columns: where, in which function, what it does; and what it holds where it may
/// block.
struct TaskText: Sendable {
  let task: Findings.Task
  let width: Int
  let painter: Painter

  /// One line for each step, or two where the columns leave no room for words.
  var lines: [String] {
    let places = task.steps.map { "\($0.file):\($0.line)" }
    let placeWidth = places.map(\.count).max() ?? 0
    let functionWidth = task.steps.map(\.function.count).max() ?? 0
    let column = 2 + placeWidth + 2 + functionWidth + 2
    let isWide = width - column >= 32
    let held = HeldResources(steps: task.steps).before
    return zip(zip(task.steps, places), held).flatMap { pair, held in
      let (step, place) = pair
      let location = painter.paint(place.padded(to: isWide ? placeWidth : 0), as: .location)
      let words = [StepPhrase(step: step).text] + holding(held, at: step)
      guard isWide else {
        let indent = String(repeating: " ", count: 6)
        return ["  \(location)  \(step.function)"]
          + words.flatMap { TextWrap(width: width).lines($0, first: indent, rest: indent + "  ") }
      }
      let indent = String(repeating: " ", count: column)
      var lines = words.flatMap {
        TextWrap(width: width).lines($0, first: indent, rest: indent + "  ")
      }
      lines[0] =
        "  \(location)  \(step.function.padded(to: functionWidth))  \(lines[0].dropFirst(column))"
      return lines
    }
  }

  private func holding(_ held: [String], at step: Step) -> [String] {
    switch step.action {
    case .acquire, .wait, .allocate, .sleep:
      held.isEmpty ? [] : ["holding " + held.joined(separator: ", ")]
    case .call, .tryAcquire, .release, .enter, .leave, .signal, .submit, .queue, .assert:
      []
    }
  }
}
