package import LockIR

/// A unit as bytes.
///
/// Most functions of a unit come from headers and are the same in hundreds of units; they stand beside
/// the rest, so that they can be kept once. Equal units have equal bytes, whatever the order of their
/// name tables.
package struct EncodedUnit: Hashable, Sendable {
  /// All but the functions of headers, to which it refers by their position in `shared`.
  package let body: [UInt8]
  package let shared: [EncodedFunction]

  package init(body: [UInt8], shared: [EncodedFunction]) {
    self.body = body
    self.shared = shared
  }

  /// - Complexity: linear in the size of the unit.
  package init(_ unit: Unit) {
    var encoder = UnitEncoder(unit)
    self = encoder.encode()
  }

  /// The unit again. Its name table may be in another order than that of the unit that was encoded.
  ///
  /// - Throws: `StoreFailure.malformed`
  package func decoded() throws(StoreFailure) -> Unit {
    try UnitDecoder.decode(body) { position throws(StoreFailure) in
      guard shared.indices.contains(position) else { throw .malformed }
      return shared[position].bytes
    }
  }
}
