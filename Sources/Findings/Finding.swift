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
  /// How it stands to what the run is compared with; nil if with nothing.
  package let baseline: BaselineState?
  /// Why it is not to be reported; nil if it is.
  package let suppression: Suppression?

  package init(
    rule: String, fingerprint: String, severity: Severity, confidence: Confidence, message: String,
    location: SourceLocation, resources: [Resource], tasks: [Task], notes: [String],
    validation: Validation, baseline: BaselineState? = nil, suppression: Suppression? = nil
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
    self.baseline = baseline
    self.suppression = suppression
  }

  /// The same finding with what executing it showed.
  package func validated(as validation: Validation) -> Finding {
    with(validation: validation)
  }

  /// The same finding as it stands to what the run is compared with.
  package func compared(as state: BaselineState) -> Finding {
    with(baseline: state)
  }

  /// The same finding, which is not to be reported.
  package func suppressed(by suppression: Suppression) -> Finding {
    with(suppression: suppression)
  }

  /// The same finding at another of its places, with another fact beside those it has.
  package func placed(at location: SourceLocation, note: String) -> Finding {
    with(location: location, notes: [note] + notes)
  }

  private func with(
    location: SourceLocation? = nil, notes: [String]? = nil, validation: Validation? = nil,
    baseline: BaselineState? = nil, suppression: Suppression? = nil
  ) -> Finding {
    Finding(
      rule: rule, fingerprint: fingerprint, severity: severity, confidence: confidence,
      message: message, location: location ?? self.location, resources: resources, tasks: tasks,
      notes: notes ?? self.notes, validation: validation ?? self.validation,
      baseline: baseline ?? self.baseline, suppression: suppression ?? self.suppression)
  }

  /// Writes every key: what is nil becomes null.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rule, forKey: .rule)
    try container.encode(fingerprint, forKey: .fingerprint)
    try container.encode(severity, forKey: .severity)
    try container.encode(confidence, forKey: .confidence)
    try container.encode(message, forKey: .message)
    try container.encode(location, forKey: .location)
    try container.encode(resources, forKey: .resources)
    try container.encode(tasks, forKey: .tasks)
    try container.encode(notes, forKey: .notes)
    try container.encode(validation, forKey: .validation)
    try container.encode(baseline, forKey: .baseline)
    try container.encode(suppression, forKey: .suppression)
    var derived = encoder.container(keyedBy: DerivedKeys.self)
    try derived.encode(cause, forKey: .cause)
  }

  /// What follows from the rest, and is only written.
  private enum DerivedKeys: String, CodingKey {
    case cause
  }
}
