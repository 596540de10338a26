/// One field (or element) of a global or static variable that is set where it is defined.
package struct Initializer: Hashable, Sendable, Codable {
  /// What is stored.
  package enum Content: Hashable, Sendable, Codable {
    case constant(Int64)
    case string(NameID)
    /// The address of a function, by its symbol.
    case function(NameID)
    /// The address of a global, or of one of its fields (outermost first).
    case global(NameID, fields: [Field])
  }

  /// A field by its record and its name.
  package struct Field: Hashable, Sendable, Codable {
    package let record: NameID
    package let name: NameID

    package init(record: NameID, name: NameID) {
      self.record = record
      self.name = name
    }
  }

  /// The symbol of the variable.
  package let global: NameID
  /// The fields from the variable down to what is set, outermost first; empty for a scalar. Array
  /// elements leave no trace.
  package let path: [Field]
  package let content: Content
  package let location: Location

  package init(global: NameID, path: [Field], content: Content, location: Location) {
    self.global = global
    self.path = path
    self.content = content
    self.location = location
  }
}
