/// Operations that run one after the other, and where control goes after them.
package struct BasicBlock: Hashable, Sendable, Codable {
  package var operations: [Operation]
  package var terminator: Terminator
  /// Where the terminator's condition or value stands.
  package var terminatorLocation: Location?

  package init(
    operations: [Operation] = [], terminator: Terminator = .unreachable,
    terminatorLocation: Location? = nil
  ) {
    self.operations = operations
    self.terminator = terminator
    self.terminatorLocation = terminatorLocation
  }
}
