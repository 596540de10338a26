/// What a transition is called when a schedule is shown.
public struct Label: Hashable, Sendable, Codable {
  /// The C function that the step stands in; empty when the program does not say.
  public let function: String
  /// The call as a reader of the C would write it: `mutex_lock(&c->lock)`.
  public let text: String
  /// What it does.
  public let operation: OperationKind
  /// The name of the resource it does it to.
  public let resource: String?
  /// An index that means something to whoever built the program, such as a source location.
  public let payload: Int?

  /// A label from its parts.
  public init(
    function: String, text: String, operation: OperationKind, resource: String?,
    payload: Int? = nil
  ) {
    self.function = function
    self.text = text
    self.operation = operation
    self.resource = resource
    self.payload = payload
  }
}
