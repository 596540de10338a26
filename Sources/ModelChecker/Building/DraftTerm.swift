/// A conjunct, before the state is laid out.
struct DraftTerm: Hashable, Sendable {
  let cell: CellReference
  let comparison: Comparison
  let operand: Value
}
