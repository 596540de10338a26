package import ModelChecker

/// The schedule of a failing variant, for people.
package struct ModelTrace: Hashable, Sendable {
  /// Nil when the variant does not fail, or a bound was hit.
  package let failure: Failure?
  package let report: ModelReport

  init(report: ModelReport, exploration: Exploration) {
    self.report = report
    if case .fails(let failure) = exploration.verdict {
      self.failure = failure
    } else {
      failure = nil
    }
  }

  /// The steps with the functions they stand in, who is stuck, and a column for each task.
  ///
  /// `everything` shows decisions too.
  package func text(columnWidth: Int = 40, everything: Bool = false) -> String {
    let title = "\(report.model), \(report.variant)"
    guard let failure else {
      let reason = report.bound.map { "inconclusive: \($0)" } ?? "nothing fails"
      return "\(title): \(reason); \(report.states) states\n"
    }
    var text = "\(title): \(failure.kind.rawValue) after \(failure.schedule.steps.count) steps\n\n"
    for step in failure.schedule.steps where everything || step.label.operation != .branch {
      text += "  \(step.task): \(Self.place(step.label))\n"
    }
    if !failure.stuck.isEmpty { text += "\nfor ever:\n" }
    for stuck in failure.stuck { text += "  \(stuck.task): \(Self.place(stuck.label))\n" }
    let table = ScheduleTable(failure, everything: everything)
    return text + "\n" + table.text(columnWidth: columnWidth)
  }

  private static func place(_ label: Label) -> String {
    label.function.isEmpty ? label.text : "\(label.text) in \(label.function)"
  }
}
