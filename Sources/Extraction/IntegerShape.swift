import ClangSyntax

/// How an integer type holds its values.
struct IntegerShape {
  let bits: Int
  let isSigned: Bool
  let isBool: Bool

  /// Nil for what is not an integer, and for enumerations, whose width does not matter here.
  init?(_ type: ClangType) {
    let type = type.canonical
    switch type.kind {
    case .bool: (bits, isSigned, isBool) = (1, false, true)
    case .signedInteger: (bits, isSigned, isBool) = ((type.size ?? 8) * 8, true, false)
    case .unsignedInteger: (bits, isSigned, isBool) = ((type.size ?? 8) * 8, false, false)
    default: return nil
    }
  }

  /// The value after conversion to the type.
  func wrap(_ value: Int64) -> Int64 {
    if isBool { return value == 0 ? 0 : 1 }
    if bits >= 64 { return value }
    let mask = (Int64(1) << bits) - 1
    let low = value & mask
    return isSigned && low >> (bits - 1) != 0 ? low | ~mask : low
  }
}
