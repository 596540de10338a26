/// The shape that a rule reports.
package enum RuleMatch: Hashable, Sendable {
  /// A call that may block inside one of these sections or with one of these locks held, or in a
  /// function that runs in one of these contexts.
  case blocking(under: [ResourceKind], contexts: [CallContext], except: BlockingExemption?)
  /// A lock that is taken in one of these contexts, and is elsewhere held while that context may
  /// interrupt the holder.
  case interruptedBy([CallContext])
  /// A way out of a function that keeps a lock of one of these kinds (or stays in such a section),
  /// unlike others that return the same; or any way out of a function that runs in one of these
  /// contexts. `declaredBy` are the attributes by which a function's author says that it does not leave
  /// as it entered.
  case unbalanced([ResourceKind], contexts: [CallContext], declaredBy: [String])
  /// An allocation whose mask is not honoured underneath, and lacks I/O or FS.
  case maskIgnored
  /// A cycle of edges: each pattern in turn, the last edge closing to the first node. `writerOf` is the
  /// label of a lock that somebody may also have to take for writing, concurrently, or `anyLock`.
  case cycle([EdgePattern], writerOf: String?)

  /// Stands for whichever lock of a cycle needs a writer.
  package static let anyLock = "any"
}

extension RuleMatch {
  /// 833, deadlock, or 667, improper locking, of the Common Weakness Enumeration.
  var usualWeakness: Int {
    switch self {
    case .blocking, .unbalanced: 667
    case .interruptedBy, .maskIgnored, .cycle: 833
    }
  }
}
