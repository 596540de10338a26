/// A call of a function in a context, on paths that hold the same: its effects need recording once.
struct RecordedCall: Hashable {
  private let ordinal: Int32
  private let callee: SummaryID
  private let held: [HeldResource]
  private let released: [LockUse]
  private let isOnLastReference: Bool

  init(
    _ ordinal: Int32, _ callee: SummaryID, _ state: PathState, isOnLastReference: Bool
  ) {
    self.isOnLastReference = isOnLastReference
    self.ordinal = ordinal
    self.callee = callee
    held = state.held
    released = state.released
  }
}
