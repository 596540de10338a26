/// A documented deadlock: its shape, and everything that a reader of a finding wants to know.
package struct Rule: Hashable, Sendable {
  /// A word in kebab case; the name of the rule's file.
  package let id: String
  package let title: String
  /// One sentence, with `{resource}` placeholders of the match: what a finding says.
  package let message: String
  /// `error` or `warning`.
  package let severity: String
  /// The confidence of a finding with direct evidence: `low`, `medium` or `high`.
  package let confidence: String
  package let match: RuleMatch
  /// What happens, step by step.
  package let story: String
  package let fix: String
  /// What the rule cannot see or decide.
  package let limits: String
  package let references: [String]
  /// The executable model that proves the shape; nil if there is none.
  package let model: String?
  package let status: RuleStatus
  /// The version of deadlint that has the rule first: `0.1`.
  package let since: String
  /// The folder of the corpus with its examples; the identifier if nil.
  package let corpus: String?
  /// The entry of the Common Weakness Enumeration that it is an instance of, as programs that read
  /// reports group by it: a deadlock, unless its file says otherwise; improper locking where no two
  /// tasks wait for each other.
  package let weakness: Int

  /// How many guesses the evidence of a finding may rest on (calls through pointers with several
  /// targets, references taken for the last) before its confidence is low; nil for no limit of its own.
  package let maximumChoices: Int?

  /// How many calls the evidence of a finding may go over, as the rule counts them, before its confidence is
  /// low; nil for no limit of its own.
  package let maximumCalls: Int?

  package init(
    id: String, title: String, message: String, severity: String, confidence: String,
    match: RuleMatch, story: String, fix: String, limits: String, references: [String],
    model: String?, status: RuleStatus = .stable, since: String = "0.1", corpus: String? = nil,
    weakness: Int? = nil, maximumChoices: Int? = nil, maximumCalls: Int? = nil
  ) {
    self.id = id
    self.title = title
    self.message = message
    self.severity = severity
    self.confidence = confidence
    self.match = match
    self.story = story
    self.fix = fix
    self.limits = limits
    self.references = references
    self.model = model
    self.status = status
    self.since = since
    self.corpus = corpus
    self.maximumChoices = maximumChoices
    self.maximumCalls = maximumCalls
    self.weakness = weakness ?? match.usualWeakness
  }
}
