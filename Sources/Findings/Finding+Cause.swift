extension Finding {
  /// What findings of one rule may have in common: the operation that the evidence ends with, by its function,
  /// or the resources that tasks wait for in a circle.
  package var cause: String {
    if tasks.count == 1, let last = tasks[0].steps.last {
      return "\(last.callee) in \(last.function)"
    }
    return resources.map(\.name).joined(separator: " -> ")
  }

  /// What the findings of one group have in common.
  package var ruleAndCause: [String] { [rule, cause] }
}
