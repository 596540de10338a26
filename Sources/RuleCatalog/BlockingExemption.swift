/// Locks that may be waited for where other things may not.
package struct BlockingExemption: Hashable, Sendable {
  /// Taking one of these is all right ...
  package let locks: Set<ResourceKind>
  /// ... in these sections and under these locks ...
  package let sections: Set<ResourceKind>
  /// ... and in functions that run in these contexts.
  package let contexts: Set<CallContext>

  package init(locks: [ResourceKind], sections: [ResourceKind], contexts: [CallContext]) {
    self.locks = Set(locks)
    self.sections = Set(sections)
    self.contexts = Set(contexts)
  }
}
