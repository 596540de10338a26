/// A deadlock, or a call that may block where nothing may, with all its evidence.
package struct Finding: Hashable, Sendable, Codable {
  /// The identifier of the rule.
  package let rule: String
  /// Sixteen hexadecimal digits of the rule, the resources and the functions; no line numbers.
  package let fingerprint: String
  package let severity: Severity
  package let confidence: Confidence
  /// One sentence.
  package let message: String
  /// Where to look first: the blocking operation, in the function that holds something over it.
  package let location: SourceLocation
  /// What the finding is about, in the order of the cycle.
  package let resources: [Resource]
  /// In the order of the cycle; the one with the location first.
  package let tasks: [Task]
  /// Further facts that a reader should know: an assertion that the finding contradicts, other
  /// blocking calls of the same section.
  package let notes: [String]
  package let validation: Validation

  package init(
    rule: String, fingerprint: String, severity: Severity, confidence: Confidence, message: String,
    location: SourceLocation, resources: [Resource], tasks: [Task], notes: [String],
    validation: Validation
  ) {
    self.rule = rule
    self.fingerprint = fingerprint
    self.severity = severity
    self.confidence = confidence
    self.message = message
    self.location = location
    self.resources = resources
    self.tasks = tasks
    self.notes = notes
    self.validation = validation
  }
  /// The same finding with what executing it showed.
  package func validated(as validation: Validation) -> Finding {
    Finding(
      rule: rule, fingerprint: fingerprint, severity: severity, confidence: confidence,
      message: message, location: location, resources: resources, tasks: tasks, notes: notes,
      validation: validation)
  }
}
