/// A side-effect-free expression over the storage of a function, in the style of an address machine.
///
/// Variables, fields and elements stand for their *address*; `load` reads what is stored there. So
/// `&c->lock` is `field(load(local c), dm_client, lock)`, and `c->lock` is a `load` of that. Equal
/// expressions of a function share one `ValueID`.
package enum Value: Hashable, Sendable, Codable {
  /// An integer (or null pointer) known at compile time.
  case constant(Int64)
  /// A string literal.
  case string(NameID)
  /// The address of a function, by its symbol.
  case function(NameID)
  /// The address of a global or static variable, by its symbol. A static local has the symbol
  /// `function.variable`.
  case global(NameID)
  /// The address of a parameter, an automatic variable or a temporary of the extraction.
  case local(LocalID)
  /// The address of a field. `record` is the nearest named struct, union or typedef around it.
  case field(base: ValueID, record: NameID, name: NameID)
  /// The address of an array element, or of what pointer arithmetic reaches.
  case element(base: ValueID, index: ValueID)
  /// The address of the object that has `base` as its field: what `container_of` computes.
  case container(base: ValueID, record: NameID, field: NameID)
  /// What is stored at an address.
  case load(ValueID)
  case unary(UnaryOperator, ValueID)
  case binary(BinaryOperator, ValueID, ValueID)
  /// What the call with this number returned. Numbers are unique in the function.
  case result(Int32)
  /// Something that the extraction does not represent: floating point, inline assembly.
  case unknown
}
