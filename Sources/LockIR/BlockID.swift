/// An index into the basic blocks of the function that it belongs to.
package struct BlockID: Hashable, Sendable, Codable {
  package let index: Int32

  package init(_ index: Int) {
    self.index = Int32(index)
  }
}
