/// An index into the local variables of the function that it belongs to. Parameters come first.
package struct LocalID: Hashable, Sendable, Codable {
  package let index: Int32

  package init(_ index: Int) {
    self.index = Int32(index)
  }
}
