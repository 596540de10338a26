/// One change of the state. The actions of a transition happen in order, in one step.
///
/// A result below 0 or above 255, and a push to a full queue, is the failure
/// ``FailureKind/overflow``: nothing wraps silently.
public enum Action: Hashable, Sendable {
  case set(Int, Operand)
  case add(Int, Operand)
  case subtract(Int, Operand)
  /// Counts a cell down unless it is zero.
  case decrementIfPositive(Int)
  case push(Queue, Operand)
  /// Drops the oldest entry; an empty queue stays empty.
  case pop(Queue)
  /// Takes every entry of this value out, wherever it stands.
  case remove(Queue, Int)

  /// The cells whose value decides what it does.
  public var reads: [Int] {
    switch self {
    case .set(_, let operand): cells(of: operand)
    case .add(let cell, let operand), .subtract(let cell, let operand):
      [cell] + cells(of: operand)
    case .decrementIfPositive(let cell): [cell]
    case .push(let queue, let operand): Array(queue.cells) + cells(of: operand)
    case .pop(let queue), .remove(let queue, _): Array(queue.cells)
    }
  }

  /// The cells that it may change.
  public var writes: [Int] {
    switch self {
    case .set(let cell, _), .add(let cell, _), .subtract(let cell, _),
      .decrementIfPositive(let cell):
      [cell]
    case .push(let queue, _), .pop(let queue), .remove(let queue, _): Array(queue.cells)
    }
  }

  private func cells(of operand: Operand) -> [Int] {
    if case .cell(let cell) = operand { return [cell] }
    return []
  }
}
