/// What one task of a model does of the C code that it stands for.
package struct ModelledTask: Hashable, Sendable {
  /// One operation that may come directly after another one.
  package struct Step: Hashable, Sendable {
    /// Indices of operations.
    package let from: Int
    package let to: Int

    package init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }
  }

  package let name: String
  /// Each once, in the order in which the task is written.
  package let operations: [ModelledOperation]
  /// The order of its operations, by control flow alone.
  package let order: Set<Step>

  package init(name: String, operations: [ModelledOperation], order: Set<Step>) {
    self.name = name
    self.operations = operations
    self.order = order
  }
}
