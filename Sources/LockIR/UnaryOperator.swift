/// An operator on one integer or pointer.
package enum UnaryOperator: UInt8, Hashable, Sendable, Codable {
  /// `-x`
  case negate
  /// `~x`
  case complement
  /// `!x`
  case not
}
