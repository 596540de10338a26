/// An operator on two integers or pointers. `&&`, `||` and `?:` become control flow instead.
package enum BinaryOperator: UInt8, Hashable, Sendable, Codable {
  case add, subtract, multiply, divide, remainder
  case and, or, xor, shiftLeft, shiftRight
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  // The comparisons of unsigned integers and of addresses.
  case below, belowOrEqual, above, aboveOrEqual
}
