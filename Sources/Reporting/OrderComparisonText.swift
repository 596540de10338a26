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
    var lines = ["\(Self.share(comparison.counts(direct: false), of: "lock orders"))"]
    let direct = comparison.counts(direct: true)
    if direct.all != comparison.counts(direct: false).all {
      lines.append(Self.share(direct, of: "of them direct"))
    }
    let byType = comparison.found.count { $0.way == .type }
    if byType > 0 {
      lines.append("\(byType) of those found only through tables of methods, whosever these are")
    }
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

  private static func share(_ count: (found: Int, all: Int), of what: String) -> String {
    let share =
      count.all == 0
      ? "" : String(format: " (%.1f %%)", Double(count.found) / Double(count.all) * 100)
    return "\(count.all) \(what) recorded, \(count.found) found\(share)"
  }
}
