/// The shape that a rule reports.
package enum RuleMatch: Hashable, Sendable {
  /// A call that may block inside one of these sections.
  case blockingUnder([ResourceKind])
  /// An allocation whose mask is not honoured underneath, and lacks I/O or FS.
  case maskIgnored
  /// A cycle of edges: each pattern in turn, the last edge closing to the first node. `writerOf` is the
  /// label of a lock that somebody must also take for writing, concurrently.
  case cycle([EdgePattern], writerOf: String?)
}

extension RuleMatch {
  /// 833, deadlock, or 667, improper locking, of the Common Weakness Enumeration.
  var usualWeakness: Int {
    if case .blockingUnder = self { 667 } else { 833 }
  }
}
