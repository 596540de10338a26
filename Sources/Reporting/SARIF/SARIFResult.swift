import Findings

/// One finding as a SARIF result.
struct SARIFResult {
  static let maximumSteps = 1_000

  let finding: Finding
  /// The place of its rule in the document; nil for a rule that is not there.
  let ruleIndex: Int?

  var value: SARIFLog.Result {
    SARIFLog.Result(
      ruleId: finding.rule, ruleIndex: ruleIndex, level: finding.severity.rawValue,
      message: SARIFLog.Message(text: text),
      locations: [SARIFPlace(finding.location).location],
      codeFlows: finding.tasks.isEmpty ? [] : [flow], relatedLocations: related,
      partialFingerprints: ["deadlint/v1": finding.fingerprint], baselineState: state,
      suppressions: finding.suppression.map { [SARIFLog.Suppression(justification: $0.reason)] },
      properties: SARIFLog.ResultProperties(
        confidence: finding.confidence.rawValue, verdict: finding.validation.verdict.rawValue,
        resources: finding.resources.map { "\($0.name) (\($0.kind))" }))
  }

  /// The first sentence is what lists show.
  private var text: String {
    let end = finding.message.hasSuffix(".") ? "" : "."
    return ([finding.message + end] + finding.notes.map { $0.hasSuffix(".") ? $0 : $0 + "." })
      .joined(separator: " ")
  }

  private var state: String? {
    switch finding.baseline {
    case .new: "new"
    case .unchanged: "unchanged"
    case .fixed: "absent"
    case nil: nil
    }
  }

  /// Where each task blocks; the first is the result's own place.
  private var related: [SARIFLog.Location] {
    finding.tasks.enumerated().compactMap { index, task in
      task.steps.last.map { step in
        SARIFPlace(step).location(
          id: index + 1, message: "\(task.name) (\(task.context)): \(StepPhrase(step: step).text)")
      }
    }
  }

  private var flow: SARIFLog.CodeFlow {
    let words = finding.tasks.count == 1 ? "one task" : "\(finding.tasks.count) tasks"
    let ending =
      finding.validation.verdict == .confirmed
      ? "; executed, and the execution order is the schedule that fails" : ""
    return SARIFLog.CodeFlow(
      message: SARIFLog.Message(text: words + ending),
      threadFlows: finding.tasks.enumerated().map { index, task in
        let schedule = ScheduleOrder(schedule: finding.validation.schedule, task: task)
        return SARIFLog.ThreadFlow(
          id: "task \(index + 1)",
          message: SARIFLog.Message(text: "\(task.name), \(task.context)"),
          locations: locations(of: task, schedule))
      })
  }

  /// The ends of a path say most: what is too long loses its middle.
  private func locations(
    of task: Findings.Task, _ schedule: ScheduleOrder
  ) -> [SARIFLog.ThreadFlowLocation] {
    let all = zip(task.steps, HeldResources(steps: task.steps).before).enumerated().map { $0 }
    let room = max(2, Self.maximumSteps / max(1, finding.tasks.count))
    let kept = all.count <= room ? all : Array(all.prefix(room / 2) + all.suffix(room - room / 2))
    var nesting = 0
    return kept.map { index, pair in
      let (step, held) = pair
      defer { if step.action == .call { nesting += 1 } }
      return SARIFLog.ThreadFlowLocation(
        location: SARIFPlace(step).location(id: nil, message: StepPhrase(step: step).text),
        kinds: kinds(of: step), nestingLevel: nesting, executionOrder: schedule.order[index],
        importance: step.action == .call ? "unimportant" : "essential",
        state: held.isEmpty
          ? nil : ["holding": SARIFLog.Message(text: held.joined(separator: ", "))])
    }
  }

  private func kinds(of step: Step) -> [String] {
    switch step.action {
    case .call: ["call", "function"]
    case .acquire, .tryAcquire, .enter: ["acquire", "lock"]
    case .release, .leave: ["release", "lock"]
    default: [step.action.rawValue]
    }
  }
}
