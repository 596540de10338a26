import RuleCatalog

/// The hold-and-wait edges found so far, with the best evidence for each.
struct EdgeTable {
  /// How many functions may each give evidence for one edge.
  private static let maximumEvidence = 6

  private(set) var edges: [HoldEdge.Key: [HoldEdge]] = [:]

  /// Notes that something is held over a blocking effect: `effect`, whatever was given up before it.
  mutating func add(
    _ edge: HoldEdge, effect: EffectID, in function: FunctionID, resources: ResourceTable,
    functions: (SummaryID) -> FunctionID
  ) {
    let key = HoldEdge.Key(held: edge.held.use, effect: effect)
    var list = edges[key] ?? []
    if let same = list.firstIndex(where: {
      functions($0.summary) == function && $0.held.ordinal == edge.held.ordinal
    }) {
      guard edge.record.isBetter(than: list[same].record) else { return }
      list[same] = edge
    } else if list.count < Self.maximumEvidence
      || resources[key.held.resource].kind.family == .section
    {
      list.append(edge)
    } else if let worst = list.indices.last, edge.record.isBetter(than: list[worst].record) {
      list[worst] = edge
    } else {
      return
    }
    edges[key] = list
  }
}
