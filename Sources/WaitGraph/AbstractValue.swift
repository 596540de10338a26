import LockIR

/// What is known of a value at one point of a path.
enum AbstractValue: Hashable, Sendable {
  case unknown
  case constant(Int64)
  /// One of a few constants, sorted: a mask that depends on a condition.
  case oneOf([Int64])
  /// Anything but zero.
  case nonzero
  /// Of some bits it is known whether they are set: flags that something has been added to.
  case bits(KnownBits)
  /// No error as `IS_ERR` tells it; not null either, unless it may be.
  case pointer(mayBeNull: Bool)
  /// The address of this field of some record.
  case part(FieldKey)
  /// A negative error number, as an integer or in a pointer.
  case error
  /// The address of this function.
  case function(NameID)

  /// How many constants are told apart.
  private static let maximumConstants = 4

  /// The numbers that stand for errors: down to `-MAX_ERRNO` of the kernel's `linux/err.h`.
  static let errors: ClosedRange<Int64> = -4095...(-1)

  /// The masks that take flags away from the low bits of a pointer, and leave the pointer.
  static let withoutFlags: Set<Int64> = [~1, ~3, ~7]

  /// The value that is one of these constants, as precisely as it is kept.
  init(_ constants: some Sequence<Int64>) {
    let distinct = Set(constants).sorted()
    if distinct.count == 1 {
      self = .constant(distinct[0])
    } else if distinct.isEmpty || distinct.count > Self.maximumConstants {
      self =
        distinct.isEmpty || distinct.contains(0)
        ? .unknown : distinct.allSatisfy(Self.errors.contains) ? .error : .nonzero
    } else {
      self = .oneOf(distinct)
    }
  }

  /// The value that has at least these bits set.
  init(bits: Int64) { self.init(KnownBits(set: bits)) }

  /// The value whose bits are known so.
  init(_ bits: KnownBits) {
    if bits.set | bits.clear == -1 {
      self = .constant(bits.set)
    } else if bits.set | bits.clear == 0 {
      self = bits.isNonzero ? .nonzero : .unknown
    } else {
      self = .bits(bits)
    }
  }

  /// Whether the value is true as a condition; nil if that is not known.
  var truth: Bool? {
    switch self {
    case .unknown, .pointer(mayBeNull: true): nil
    case .constant(let value): value != 0
    case .oneOf(let values): values.contains(0) ? nil : true
    case .bits(let known): known.isNonzero ? true : nil
    case .nonzero, .pointer, .part, .error, .function: true
    }
  }

  /// Whether the value is an error; nil if that is not known.
  var isError: Bool? {
    switch self {
    case .unknown, .nonzero: return nil
    case .bits(let known): return known.isNegative == false ? false : nil
    case .error: return true
    case .pointer, .part, .function: return false
    case .constant(let value): return Self.errors.contains(value)
    case .oneOf(let values):
      let count = values.count(where: Self.errors.contains)
      return count == 0 ? false : count == values.count ? true : nil
    }
  }

  /// The constants that the value may be, if they are known and few.
  var constants: [Int64]? {
    switch self {
    case .constant(let value): [value]
    case .oneOf(let values): values
    case .unknown, .nonzero, .bits, .pointer, .part, .error, .function: nil
    }
  }

  /// What is known of the bits.
  var knownBits: KnownBits {
    switch self {
    case .constant(let value): KnownBits(of: value)
    case .bits(let known): known
    case .oneOf(let values):
      KnownBits(
        set: values.reduce(-1, &), clear: ~values.reduce(0, |), isNonzero: !values.contains(0))
    case .unknown, .nonzero, .pointer, .part, .error, .function:
      KnownBits(isNonzero: truth == true)
    }
  }

  /// The bits that are known to be set.
  var bitsSet: Int64 { knownBits.set }

  /// What is known when either may hold.
  func joined(with other: AbstractValue) -> AbstractValue {
    if self == other { return self }
    if let mine = constants, let others = other.constants { return AbstractValue(mine + others) }
    if isError == true, other.isError == true { return .error }
    if isPointerOrNull, other.isPointerOrNull {
      return .pointer(mayBeNull: truth != true || other.truth != true)
    }
    return AbstractValue(knownBits.joined(with: other.knownBits))
  }

  private var isPointerOrNull: Bool {
    switch self {
    case .pointer, .part, .constant(0), .function: true
    default: false
    }
  }

  /// Whether a value of which this is known cannot be one of which that is.
  func excludes(_ other: AbstractValue) -> Bool {
    if isDistinct(from: other) { return true }
    guard let mine = constants, let others = other.constants else { return false }
    return Set(mine).isDisjoint(with: others)
  }

  /// Whether a caller can tell from the returned value which of two ways a function took.
  func isDistinct(from other: AbstractValue) -> Bool {
    if let mine = truth, let others = other.truth, mine != others { return true }
    if let mine = isError, let others = other.isError { return mine != others }
    return false
  }
}
