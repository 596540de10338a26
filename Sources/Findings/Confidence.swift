/// How sure the evidence is. Findings below the level that the user asked for are not reported.
package enum Confidence: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  case low, medium, high

  package static func < (left: Confidence, right: Confidence) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    }
  }
}
