import LockIR

/// What is known of a value at one point of a path.
enum AbstractValue: Hashable, Sendable {
  case unknown
  case constant(Int64)
  /// One of a few constants, sorted: a mask that depends on a condition.
  case oneOf([Int64])
  /// Anything but zero.
  case nonzero
  /// The address of this function.
  case function(NameID)

  /// How many constants are told apart.
  private static let maximumConstants = 4

  /// The value that is one of these constants, as precisely as it is kept.
  init(_ constants: some Sequence<Int64>) {
    let distinct = Set(constants).sorted()
    if distinct.count == 1 {
      self = .constant(distinct[0])
    } else if distinct.isEmpty || distinct.count > Self.maximumConstants {
      self = !distinct.isEmpty && !distinct.contains(0) ? .nonzero : .unknown
    } else {
      self = .oneOf(distinct)
    }
  }

  /// Whether the value is true as a condition; nil if that is not known.
  var truth: Bool? {
    switch self {
    case .unknown: nil
    case .constant(let value): value != 0
    case .oneOf(let values): values.contains(0) ? nil : true
    case .nonzero, .function: true
    }
  }

  /// The constants that the value may be, if they are known and few.
  var constants: [Int64]? {
    switch self {
    case .constant(let value): [value]
    case .oneOf(let values): values
    case .unknown, .nonzero, .function: nil
    }
  }

  /// What is known when either may hold.
  func joined(with other: AbstractValue) -> AbstractValue {
    if self == other { return self }
    if let mine = constants, let others = other.constants { return AbstractValue(mine + others) }
    return truth == true && other.truth == true ? .nonzero : .unknown
  }
}
