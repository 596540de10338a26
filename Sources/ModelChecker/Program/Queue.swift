/// A bounded first-in-first-out list inside the state: one cell for its length, then one for each slot.
/// Unused slots are zero, so that equal queues are equal bytes.
public struct Queue: Hashable, Sendable {
  /// The cell of the length; the slots follow it, the front first.
  public let length: Int
  /// How many slots there are.
  public let capacity: Int

  /// A queue in the cells `length ... length + capacity`.
  public init(length: Int, capacity: Int) {
    self.length = length
    self.capacity = capacity
  }

  /// The cell that holds the oldest entry, zero when there is none.
  public var front: Int { length + 1 }

  /// All of its cells.
  public var cells: ClosedRange<Int> { length...(length + capacity) }
}
