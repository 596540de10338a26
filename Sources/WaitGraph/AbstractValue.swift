import LockIR

/// What is known of a value at one point of a path.
enum AbstractValue: Hashable, Sendable {
  case unknown
  case constant(Int64)
  /// Anything but zero.
  case nonzero
  /// The address of this function.
  case function(NameID)

  /// Whether the value is true as a condition; nil if that is not known.
  var truth: Bool? {
    switch self {
    case .unknown: nil
    case .constant(let value): value != 0
    case .nonzero, .function: true
    }
  }

  /// What is known when either may hold.
  func joined(with other: AbstractValue) -> AbstractValue {
    if self == other { return self }
    return truth == true && other.truth == true ? .nonzero : .unknown
  }
}
