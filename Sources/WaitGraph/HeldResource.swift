import LockIR
import RuleCatalog

/// A lock that a path holds, or a section that it is in. Two are equal if the same object is held in the
/// same way, wherever it was taken.
package struct HeldResource: Hashable, Sendable {
  package let use: LockUse
  /// The canonical address of the object in the function that took it; nil when a callee took it.
  let address: ValueID?
  /// The operation of this function that took it.
  package let ordinal: Int32
  /// Held on entry: an assertion or a contract says so. It is not this function's to give back.
  let isBorrowed: Bool

  package static func == (left: HeldResource, right: HeldResource) -> Bool {
    left.use == right.use && left.address == right.address && left.isBorrowed == right.isBorrowed
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(use)
    hasher.combine(address)
    hasher.combine(isBorrowed)
  }
}
