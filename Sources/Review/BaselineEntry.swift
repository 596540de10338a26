/// A finding that is known and left alone.
package struct BaselineEntry: Hashable, Sendable {
  package let fingerprint: String
  /// What the fingerprint stood for when the entry was written, for people.
  package let rule: String
  package let file: String
  package let function: String
  /// Why it is left alone; nil if nobody said.
  package let reason: String?
  /// The day on which the entry was written: `2024-12-31`.
  package let date: String?
  /// The line of the entry in its file, from 1; 0 for one that is in none yet.
  package let line: Int

  package init(
    fingerprint: String, rule: String, file: String, function: String, reason: String? = nil,
    date: String? = nil, line: Int = 0
  ) {
    self.fingerprint = fingerprint
    self.rule = rule
    self.file = file
    self.function = function
    self.reason = reason
    self.date = date
    self.line = line
  }
}
