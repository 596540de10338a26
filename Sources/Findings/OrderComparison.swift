/// Lock orders that a running kernel recorded, held against those of a tree's graph.
package struct OrderComparison: Hashable, Sendable, Codable {
  /// That one lock was taken, or may be taken, while another is held.
  package struct Order: Hashable, Sendable, Codable {
    package let held: String
    package let acquired: String

    package init(held: String, acquired: String) {
      self.held = held
      self.acquired = acquired
    }
  }

  /// A recorded order that the graph lacks.
  package struct Missing: Hashable, Sendable, Codable {
    package let held: String
    package let acquired: String
    /// Why, in a few words that many orders share.
    package let reason: String

    package init(held: String, acquired: String, reason: String) {
      self.held = held
      self.acquired = acquired
      self.reason = reason
    }
  }

  /// Recorded, and in the graph; by the names of the record, as it lists them.
  package let found: [Order]
  /// Recorded, and not in the graph.
  package let missing: [Missing]
  /// In the graph, by its names, and not recorded: not taken on the paths that ran, or not possible.
  package let unrecorded: [Order]

  package init(found: [Order], missing: [Missing], unrecorded: [Order]) {
    self.found = found
    self.missing = missing
    self.unrecorded = unrecorded
  }

  /// How many of the recorded orders the graph has, from 0 to 1; nil if none were recorded.
  package var share: Double? {
    let all = found.count + missing.count
    return all == 0 ? nil : Double(found.count) / Double(all)
  }
}
