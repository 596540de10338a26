/// An allocation whose mask does not reach every allocation underneath.
package struct IgnoredMask: Hashable, Sendable {
  package let summary: SummaryID
  /// The operation that allocates.
  package let ordinal: Int32
  /// The mask that it passes.
  package let mask: Int64
  /// The probe that, if true of the tree, says that the mask is honoured after all.
  package let probe: String
  /// Whether an open memalloc scope takes away what the mask does.
  package let isScoped: Bool
}
