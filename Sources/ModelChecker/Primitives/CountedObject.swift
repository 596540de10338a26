/// An object with a reference count, freed when the program says so.
///
/// Source: include/linux/refcount.h. Costs two bytes.
public struct CountedObject: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// The number of references.
  public let count: Variable
  let freed: Variable

  /// It has been freed.
  public var isFreed: Condition { freed.isSet }
}
