/// An index into the name table of the unit that it belongs to.
///
/// Names are kept once per unit, so that values stay a few bytes wide and a unit can be stored and
/// loaded without touching a string per operation.
package struct NameID: Hashable, Sendable, Codable, Comparable {
  package let index: UInt32

  package init(_ index: Int) {
    self.index = UInt32(index)
  }

  package static func < (left: NameID, right: NameID) -> Bool { left.index < right.index }
}
