package import LockIR

/// A call that the analysis does not follow where it is made: through a pointer with a contract of its own
/// or with too many targets, or into the body of what the vocabulary speaks for.
package enum Dispatch: Hashable, Sendable {
  /// Through a pointer in this field of some record.
  case field(FieldKey)
  /// Through another pointer, by the operation of the function with this symbol.
  case pointer(function: NameID, ordinal: Int32)
  case body(NameID)
  /// Into the body of an allocator that is asked not to sleep.
  case atomicBody(NameID)
}
