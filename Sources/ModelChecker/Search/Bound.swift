/// Why a search ended before it had seen everything.
public enum Bound: Hashable, Sendable, CustomStringConvertible {
  /// The limit on states.
  case states(Int)
  /// The limit on memory.
  case bytes(Int)
  /// Whoever started it wanted it to stop.
  case cancelled
  /// The schedule found does not replay: a defect of the search, never taken for a result.
  case replay

  /// For people: `bound of 1000 states`.
  public var description: String {
    switch self {
    case .states(let count): "bound of \(count) states"
    case .bytes(let count): "bound of \(count) bytes"
    case .cancelled: "cancelled"
    case .replay: "the schedule could not be replayed"
    }
  }
}
