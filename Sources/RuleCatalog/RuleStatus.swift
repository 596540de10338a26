/// How settled a rule is.
package enum RuleStatus: String, Hashable, Sendable, Codable, CaseIterable {
  /// Part of every scan.
  case stable
  /// May still change what it reports.
  case preview
}
