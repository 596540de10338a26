/// One step of a basic block.
package struct Operation: Hashable, Sendable, Codable {
  package enum Kind: Hashable, Sendable, Codable {
    /// Writes `value` to `address`. Initialisers and struct assignments are stores too.
    case store(address: ValueID, value: ValueID)
    /// Calls a function: `callee` is a `.function` for a direct call, else a pointer's value. What
    /// it returns is `.result(number)`.
    case call(number: Int32, callee: ValueID, arguments: [ValueID])
    /// Evaluates a value for nothing, as annotations do that a configuration has emptied. Kept only
    /// for text from a macro, whose name is in the location.
    case evaluate(ValueID)
  }

  package let kind: Kind
  package let location: Location

  package init(kind: Kind, location: Location) {
    self.kind = kind
    self.location = location
  }
}
