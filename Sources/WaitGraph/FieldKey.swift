package import LockIR

/// A field of a record, the unit of flow-insensitive reasoning about memory.
package struct FieldKey: Hashable, Sendable {
  package let record: NameID
  package let name: NameID

  package init(record: NameID, name: NameID) {
    self.record = record
    self.name = name
  }
}
