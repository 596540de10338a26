/// A parameter, an automatic variable, or a temporary that the extraction made.
package struct Local: Hashable, Sendable, Codable {
  /// The name in the source; empty for a temporary.
  package let name: NameID
  /// The struct, union or typedef that the variable is, or points to; nil for scalars.
  package let record: NameID?
  /// Whether the variable is a pointer.
  package let isPointer: Bool

  package init(name: NameID, record: NameID?, isPointer: Bool) {
    self.name = name
    self.record = record
    self.isPointer = isPointer
  }
}
