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

  /// A recorded order that the graph has.
  package struct Found: Hashable, Sendable, Codable {
    /// How the graph comes to it.
    package enum Way: String, Hashable, Sendable, Codable {
      /// Along calls that can be followed.
      case path
      /// Only through tables of methods, whosever these are.
      case type
    }

    package let held: String
    package let acquired: String
    /// Whether it was recorded with nothing held in between.
    package let isDirect: Bool
    package let way: Way

    package init(held: String, acquired: String, isDirect: Bool, way: Way) {
      self.held = held
      self.acquired = acquired
      self.isDirect = isDirect
      self.way = way
    }
  }

  /// A recorded order that the graph lacks.
  package struct Missing: Hashable, Sendable, Codable {
    package let held: String
    package let acquired: String
    /// Why, in a few words that many orders share.
    package let reason: String
    /// Whether it was recorded with nothing held in between.
    package let isDirect: Bool

    package init(held: String, acquired: String, isDirect: Bool, reason: String) {
      self.held = held
      self.acquired = acquired
      self.isDirect = isDirect
      self.reason = reason
    }
  }

  /// Recorded, and in the graph; by the names of the record, as it lists them.
  package let found: [Found]
  /// Recorded, and not in the graph.
  package let missing: [Missing]
  /// In the graph along calls that can be followed, by its names, and not recorded: not taken on the paths
  /// that ran, or not possible.
  package let unrecorded: [Order]

  package init(found: [Found], missing: [Missing], unrecorded: [Order]) {
    self.found = found
    self.missing = missing
    self.unrecorded = unrecorded
  }

  /// How many of the recorded orders the graph has, and how many there are.
  ///
  /// `direct`: whether only those count that were recorded with nothing held in between.
  package func counts(direct: Bool) -> (found: Int, all: Int) {
    let found = found.count { $0.isDirect || !direct }
    return (found, found + missing.count { $0.isDirect || !direct })
  }
}
