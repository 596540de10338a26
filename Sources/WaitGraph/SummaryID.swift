/// An index into the summaries of an analysis.
package struct SummaryID: Hashable, Sendable, Comparable {
  package let index: Int32

  package init(_ index: Int) {
    self.index = Int32(index)
  }

  package static func < (left: SummaryID, right: SummaryID) -> Bool { left.index < right.index }
}
