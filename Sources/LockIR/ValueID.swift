/// An index into the values of the function that it belongs to.
package struct ValueID: Hashable, Sendable, Codable {
  package let index: Int32

  package init(_ index: Int) {
    self.index = Int32(index)
  }
}
