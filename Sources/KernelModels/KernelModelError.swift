package import ModelChecker

/// Why a model cannot be built as asked.
package enum KernelModelError: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownModel(String, known: [String])
  case unknownVariant(String, model: String, known: [String])
  case unknownSize(String, model: String, known: [String])
  case sizeOutOfRange(String, model: String, value: Int, minimum: Int, maximum: Int)
  case program(ProgramError)

  /// One line for people.
  package var description: String {
    switch self {
    case .unknownModel(let name, let known):
      "no model \(name); known: \(known.joined(separator: ", "))"
    case .unknownVariant(let name, let model, let known):
      "model \(model) has no variant \(name); known: \(known.joined(separator: ", "))"
    case .unknownSize(let name, let model, let known):
      "model \(model) has no size \(name); known: \(known.joined(separator: ", "))"
    case .sizeOutOfRange(let name, let model, let value, let minimum, let maximum):
      "size \(name) of model \(model) is \(value), which is not within \(minimum) to \(maximum)"
    case .program(let error): error.description
    }
  }
}
