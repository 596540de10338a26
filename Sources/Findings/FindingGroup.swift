import OrderedCollections

/// Findings of one cause: one change mends all of them, or none of them is true.
package struct FindingGroup: Hashable, Sendable {
  /// The surest of them, and the first among those.
  package let first: Finding
  /// The others, in their order.
  package let others: [Finding]

  package init(first: Finding, others: [Finding] = []) {
    self.first = first
    self.others = others
  }

  /// The groups of some findings, in the order of the first finding of each.
  package static func groups(of findings: [Finding]) -> [FindingGroup] {
    OrderedDictionary(grouping: findings, by: \.ruleAndCause).values.compactMap { members in
      guard let surest = members.map(\.confidence).max(),
        let position = members.firstIndex(where: { $0.confidence == surest })
      else { return nil }
      var others = members
      return FindingGroup(first: others.remove(at: position), others: others)
    }
  }
}
