/// An index into the effects that an analysis has met.
package struct EffectID: Hashable, Sendable, Comparable {
  package let index: Int32

  package init(_ index: Int) {
    self.index = Int32(index)
  }

  package static func < (left: EffectID, right: EffectID) -> Bool { left.index < right.index }
}
