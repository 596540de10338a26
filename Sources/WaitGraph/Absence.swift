import LockIR

/// A lock that a path surely does not have: it has given it back, or has not got it, and nothing has been tested
/// since of which the outcome is open.
struct Absence: Hashable, Sendable {
  let resource: ResourceID
  /// The canonical address of the lock.
  let address: ValueID
  /// The operation that took the lock; nil if it was not got.
  let taken: Int32?
  /// The operation that gave it back, or did not get it.
  let lost: Int32
}
