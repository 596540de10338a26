/// Where a step stands in the code that is modelled. Every part that is nil is filled in by the
/// builder: the text from the primitive, the function from ``TaskBuilder/function``.
public struct Site: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The call as written.
  public let text: String?
  /// The function that it stands in.
  public let function: String?
  /// An index that means something to the caller, such as a source location.
  public let payload: Int?

  /// A site from its parts.
  public init(_ text: String? = nil, function: String? = nil, payload: Int? = nil) {
    self.text = text
    self.function = function
    self.payload = payload
  }

  /// A site that says only how the call is written.
  public init(stringLiteral value: String) { self.init(value) }

  func with(suffix: String) -> Site {
    Site(text.map { $0 + suffix }, function: function, payload: payload)
  }
}
