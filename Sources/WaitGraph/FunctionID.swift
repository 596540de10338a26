/// An index into the functions of the linked program.
package struct FunctionID: Hashable, Sendable, Comparable {
  package let index: Int32

  package init(_ index: Int) {
    self.index = Int32(index)
  }

  package static func < (left: FunctionID, right: FunctionID) -> Bool { left.index < right.index }
}
