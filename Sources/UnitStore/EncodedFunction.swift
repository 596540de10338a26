/// A function as bytes that mean the same in any unit: it has a name table of its own.
package struct EncodedFunction: Hashable, Sendable {
  package let bytes: [UInt8]
  package let hash: ContentHash

  package init(bytes: [UInt8]) {
    self.bytes = bytes
    hash = ContentHash(of: bytes)
  }
}
