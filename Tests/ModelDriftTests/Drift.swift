/// A point at which a model and its code part.
struct Drift: Hashable, CustomStringConvertible {
  /// The model and its variant.
  let model: String
  let function: String
  /// The file and line of the code; the line of the function where the code lacks something.
  let place: String
  let expected: String
  let seen: String

  var description: String {
    "\(model): \(function) (\(place)): expected \(expected), seen \(seen)"
  }
}
