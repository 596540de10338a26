/// Which resources a place in a cycle may be.
package struct NodePattern: Hashable, Sendable {
  /// Any of these families; any family if empty.
  package let families: [ResourceKind.Family]
  /// Any of these kinds; any kind if empty.
  package let kinds: [ResourceKind]
  /// Any mode if nil.
  package let mode: LockMode?
  /// The resource must be the one that the pattern with this label matched.
  package let same: String?
  /// A label for the resource that is matched here.
  package let label: String?

  package init(
    families: [ResourceKind.Family], kinds: [ResourceKind], mode: LockMode?, same: String?,
    label: String?
  ) {
    self.families = families
    self.kinds = kinds
    self.mode = mode
    self.same = same
    self.label = label
  }
}
