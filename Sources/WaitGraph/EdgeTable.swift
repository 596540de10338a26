/// The hold-and-wait edges found so far, with the best evidence for each.
struct EdgeTable {
  /// Where something was taken that is held.
  private struct Place: Hashable {
    let edge: HoldEdge.Key
    let function: FunctionID
    let ordinal: Int32
  }

  private(set) var edges: [HoldEdge.Key: [HoldEdge]] = [:]
  private var positions: [Place: Int] = [:]

  /// Notes that something is held over a blocking effect: `effect`, whatever was given up before
  /// it.
  ///
  /// `limit`: how many places may each give evidence for the edge.
  mutating func add(
    _ edge: HoldEdge, effect: EffectID, in function: FunctionID, limit: Int
  ) {
    let key = HoldEdge.Key(held: edge.held.use, effect: effect)
    let place = Place(edge: key, function: function, ordinal: edge.held.ordinal)
    if let known = positions[place] {
      edges[key]?[known].improve(with: edge)
      return
    }
    let count = edges[key]?.count ?? 0
    if count < limit {
      positions[place] = count
      edges[key, default: []].append(edge)
    } else {
      edges[key]?[count - 1].improve(with: edge)
    }
  }
}

extension HoldEdge {
  /// Becomes the other evidence for the same edge, if that is better.
  fileprivate mutating func improve(with other: HoldEdge) {
    if comesRound == other.comesRound ? other.record.isBetter(than: record) : comesRound {
      self = other
    }
  }
}
