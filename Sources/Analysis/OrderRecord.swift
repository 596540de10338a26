import Foundation
import WaitGraph

/// Lock orders that a running kernel recorded, as a file.
package struct OrderRecord: Sendable {
  let orders: [RecordedOrder]

  /// Reads the text of `/proc/lockdep`, or a table with the columns `held_object`, `acquired_object`
  /// and `n_class_edges_direct`.
  ///
  /// - Parameter path: the file.
  /// - Throws: `ScanFailure` if it cannot be read, or holds no order of either form.
  package init(path: String) throws(ScanFailure) {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8)
    else { throw .unreadableOrders(file: path) }
    let listed = RecordedOrder.listed(in: text)
    orders = listed.isEmpty ? RecordedOrder.tabulated(in: text) : listed
    guard !orders.isEmpty else { throw .noOrders(file: path) }
  }
}
