/// What asks for a unit: all that determines it but the files that are read on the way.
package struct UnitKey: Hashable, Sendable {
  let hash: ContentHash

  /// - Parameter parts: the file, the compiler's options, the versions of all that takes part, and
  ///   whatever else decides.
  package init(_ parts: [[String]]) { hash = ContentHash(of: parts) }
}
