/// An operation that gives back a lock which the task does not have, or not in that way.
package struct Misrelease: Hashable, Sendable {
  package let use: LockUse
  /// The operation of the function.
  package let ordinal: Int32
  /// What the function has had of the lock; nil if it did not get it.
  package let taken: HeldResource?
  /// The operation that gave it back before, or did not get it; nil if it is held in another mode.
  package let lost: Int32?
}
