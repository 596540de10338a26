/// Where a model and the code that it stands for differ on purpose, and why that does not matter.
package struct ModelSimplification: Hashable, Sendable {
  /// A function of the model that the subsystem's code does not have, or the function in which the
  /// code does what the model leaves out.
  package let function: String
  /// The calls that the model leaves out, or takes for something else; empty for a function that is
  /// not the subsystem's.
  package let calls: [String]
  /// One sentence.
  package let reason: String

  package init(_ function: String, _ calls: [String] = [], because reason: String) {
    self.function = function
    self.calls = calls
    self.reason = reason
  }
}
