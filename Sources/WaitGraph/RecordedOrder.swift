/// That a running kernel was seen to take one lock while it held another.
package struct RecordedOrder: Hashable, Sendable {
  package let held: LockName
  package let acquired: LockName
  /// Whether nothing else was held in between; a checker that records only these leaves the others out.
  package let isDirect: Bool

  package init(held: LockName, acquired: LockName, isDirect: Bool = true) {
    self.held = held
    self.acquired = acquired
    self.isDirect = isDirect
  }

  /// The orders in the text of `/proc/lockdep`.
  ///
  /// A line that begins a class ends in its name; each line that follows with an arrow names a lock that
  /// was taken while one of the class was held. Lines of another form are left out.
  ///
  /// Source: kernel/locking/lockdep_proc.c, l_show().
  /// - Complexity: linear in the text.
  package static func listed(in text: String) -> [RecordedOrder] {
    var orders: [RecordedOrder] = []
    var held: LockName?
    for line in text.split(separator: "\n") {
      if let arrow = line.firstRange(of: "-> ["), let close = line.firstIndex(of: "]") {
        guard let held, line[..<arrow.lowerBound].allSatisfy(\.isWhitespace) else { continue }
        let name = line[line.index(after: close)...].drop(while: \.isWhitespace)
        orders.append(RecordedOrder(held: held, acquired: LockName(lockdep: String(name))))
      } else if line.contains(" OPS:") || line.contains(" FD:") {
        // The usage, `+.-.` or longer, stands before a colon and the name.
        held = line.firstRange(of: ": ", after: " BD:").map {
          LockName(lockdep: String(line[$0.upperBound...]))
        }
      }
    }
    return orders
  }

  /// The orders in a table of tab-separated columns with a heading, of which `held_object`,
  /// `acquired_object` and `n_class_edges_direct` count.
  ///
  /// - Returns: the orders; none if a column is missing.
  package static func tabulated(in text: String) -> [RecordedOrder] {
    let rows = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    guard let heading = rows.first,
      let held = heading.firstIndex(of: "held_object"),
      let acquired = heading.firstIndex(of: "acquired_object"),
      let direct = heading.firstIndex(of: "n_class_edges_direct")
    else { return [] }
    return rows.dropFirst().compactMap { row in
      guard row.count > max(held, acquired, direct) else { return nil }
      return RecordedOrder(
        held: LockName(object: String(row[held])),
        acquired: LockName(object: String(row[acquired])),
        isDirect: row[direct] != "0")
    }
  }
}

extension Substring {
  /// The first occurrence of one text behind the first one of another.
  fileprivate func firstRange(of text: String, after mark: String) -> Range<Index>? {
    guard let start = firstRange(of: mark)?.upperBound else { return nil }
    return self[start...].firstRange(of: text)
  }
}
