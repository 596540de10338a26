import Findings

/// Says in words what a step does.
struct StepPhrase: Sendable {
  let step: Step

  /// A call through a pointer has no name to put brackets after.
  private var call: String {
    step.callee.hasPrefix("(") ? step.callee : "\(step.callee)()"
  }

  var text: String {
    let deed = verb
    guard step.action != .call, !step.callee.isEmpty else { return deed }
    return "\(call) \(deed)"
  }

  private var verb: String {
    let resource = step.resource ?? "something"
    switch step.action {
    case .call: return "calls \(call)"
    case .acquire: return "takes \(resource)\(purpose)"
    case .tryAcquire: return "takes \(resource)\(purpose) if it is free"
    case .release: return "releases \(resource)"
    case .enter: return "enters \(resource)"
    case .leave: return "leaves \(resource)"
    case .wait: return "waits for \(resource)"
    case .signal: return "signals \(resource)"
    case .allocate:
      return "allocates" + prefixed("with", step.mode) + prefixed("from", step.resource)
    case .submit: return "submits \(resource)"
    case .queue: return "queues \(resource)"
    case .sleep: return "may sleep"
    case .assert: return "claims that this cannot be"
    }
  }

  private var purpose: String {
    switch step.mode {
    case "read": " for reading"
    case "write": " for writing"
    default: ""
    }
  }

  private func prefixed(_ preposition: String, _ text: String?) -> String {
    guard let text else { return "" }
    return " \(preposition) \(text)"
  }
}
