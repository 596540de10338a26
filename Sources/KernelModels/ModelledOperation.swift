package import ModelChecker

/// One operation of the C code that a model stands for.
package struct ModelledOperation: Hashable, Sendable {
  /// The C function that it stands in.
  package let function: String
  /// The call as written.
  package let call: String
  /// What it does.
  package let operation: OperationKind
  /// What it does it to, by its class name.
  package let resource: String?

  package init(function: String, call: String, operation: OperationKind, resource: String?) {
    self.function = function
    self.call = call
    self.operation = operation
    self.resource = resource
  }
}
