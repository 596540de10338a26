package import Findings
import Foundation

/// Tells people how much of what a kernel recorded a graph has, and why the rest is missing.
package struct OrderComparisonText: Sendable {
  private let limit: Int

  /// - Parameter limit: how many orders to list of each kind.
  package init(limit: Int) {
    self.limit = limit
  }

  /// Equal comparisons give equal text.
  package func render(_ comparison: OrderComparison) -> String {
    let recorded = comparison.found.count + comparison.missing.count
    let share = comparison.share.map { " (\(Self.percent($0)))" } ?? ""
    var lines = ["\(recorded) lock orders recorded, \(comparison.found.count) found\(share)"]
    let reasons = Dictionary(grouping: comparison.missing, by: \.reason).sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }
    for (reason, missing) in reasons {
      lines += ["", "\(missing.count) not found: \(reason)"]
      lines += listed(missing.map { ($0.held, $0.acquired) })
    }
    if !comparison.unrecorded.isEmpty {
      lines += ["", "\(comparison.unrecorded.count) orders found that were not recorded"]
      lines += listed(comparison.unrecorded.map { ($0.held, $0.acquired) })
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func listed(_ orders: [(held: String, acquired: String)]) -> [String] {
    let rest = orders.count - limit
    return orders.prefix(limit).map { "  \($0.held) -> \($0.acquired)" }
      + (rest > 0 ? ["  and \(rest) more; --limit or --format json shows them"] : [])
  }

  private static func percent(_ share: Double) -> String {
    String(format: "%.1f %%", share * 100)
  }
}
