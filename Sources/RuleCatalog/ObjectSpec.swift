/// Where the object that a function works on is found.
package enum ObjectSpec: Hashable, Sendable {
  /// The argument with this index, from 0: the address of the object, or the object.
  case argument(Int)
  /// The argument with this index is the object, not its address: a macro's, or that of a function which
  /// stands in for one.
  case value(Int)
  /// What the function returns.
  case returned
  /// The function that makes the call, whichever object it is a method of.
  case caller
  /// One resource for the whole kernel, whatever the arguments: `folio lock`, `RCU`.
  case named(String)
  /// The field with this name, as `record.field`, of whichever object.
  case field(String)
}
