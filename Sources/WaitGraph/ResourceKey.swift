package import RuleCatalog

/// Something that a task can hold or block on: an object in a role. One word of memory is as many
/// events as it has bits.
package struct ResourceKey: Hashable, Sendable {
  package let object: ObjectKey
  package let kind: ResourceKind
  /// The number of the bit, for waits on one bit of a word.
  package let bit: Int64?

  package init(object: ObjectKey, kind: ResourceKind, bit: Int64? = nil) {
    self.object = object
    self.kind = kind
    self.bit = bit
  }
}
