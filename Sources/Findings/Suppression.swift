/// Why a finding is not to be reported, in the words of whoever decided so.
package struct Suppression: Hashable, Sendable, Codable {
  package let reason: String
  /// Where that is written down: `.deadlint.yaml:12`.
  package let source: String

  package init(reason: String, source: String) {
    self.reason = reason
    self.source = source
  }
}
