/// One way out of a function, with what it keeps.
struct FunctionExit: Hashable, Sendable {
  /// The block that returns.
  let block: Int32
  let value: AbstractValue?
  /// Taken in the function and not given back.
  let kept: [HeldResource]
  /// The caller's, given up and not taken back.
  let dropped: [LockUse]
  /// The operations that may have run before and took something which was not the caller's.
  let taken: OrdinalSet
  /// Those that took back what was.
  let retaken: OrdinalSet
}
