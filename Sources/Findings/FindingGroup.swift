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
    var order: [[String]] = []
    var members: [[String]: [Finding]] = [:]
    for finding in findings {
      let key = [finding.rule, finding.cause]
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(finding)
    }
    return order.compactMap { key in
      guard var findings = members[key],
        let surest = findings.map(\.confidence).max(),
        let position = findings.firstIndex(where: { $0.confidence == surest })
      else { return nil }
      let first = findings.remove(at: position)
      return FindingGroup(first: first, others: findings)
    }
  }
}
