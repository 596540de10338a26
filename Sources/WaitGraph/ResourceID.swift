/// An index into the resources that an analysis has met.
package struct ResourceID: Hashable, Sendable, Comparable {
  package let index: Int32

  package init(_ index: Int) {
    self.index = Int32(index)
  }

  package static func < (left: ResourceID, right: ResourceID) -> Bool { left.index < right.index }
}
