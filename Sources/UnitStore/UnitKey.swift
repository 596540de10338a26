/// What asks for a unit: all that determines it but the files that are read on the way.
package struct UnitKey: Hashable, Sendable {
  let hash: ContentHash

  /// - Parameter parts: the file, the compiler's options, the versions of all that takes part, and
  ///   whatever else decides. Where one list ends and the next begins counts.
  package init(_ parts: [[String]]) {
    var writer = ByteWriter()
    for part in parts {
      writer.write(part.count)
      for text in part { writer.write(text) }
    }
    hash = ContentHash(of: writer.bytes)
  }
}
