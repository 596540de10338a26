/// A global or static variable that a unit defines.
package struct Global: Hashable, Sendable, Codable {
  /// The name, `file::name` for internal linkage, `file::function.name` for a static local.
  package let symbol: NameID
  /// The name in the source.
  package let name: NameID
  /// The struct, union or typedef that the variable is, or points to; nil for scalars.
  package let record: NameID?
  package let location: Location

  package init(symbol: NameID, name: NameID, record: NameID?, location: Location) {
    self.symbol = symbol
    self.name = name
    self.record = record
    self.location = location
  }
}
