/// Keeps the ways in which a function returns few.
enum ExitRows {
  /// Beyond this many, rows that differ only in the returned value become one.
  private static let maximum = 8

  /// The distinct rows, in order; values joined where they would be too many.
  ///
  /// A section that some paths leave and others do not, with nothing in the returned value to tell a
  /// caller which, is taken to be left on all: the code could not be right otherwise, and a path that
  /// the analysis could not rule out would put every caller into the section. So is a lock that the
  /// completion of an I/O gives back.
  static func merged(_ rows: [ExitRow], isTransient: (LockUse) -> Bool) -> [ExitRow] {
    let apart = joined(rows, apart: outcome).filter { row in
      let kept = row.acquired.filter { !isTransient($0) }
      return kept.count == row.acquired.count
        || !rows.contains { other in
          other.acquired == kept && other.released == row.released
            && !other.value.isDistinct(from: row.value)
        }
    }
    return apart.count <= maximum ? apart : joined(apart) { _ in 0 }
  }

  /// Rows whose values a caller can tell apart have different numbers.
  private static func outcome(_ row: ExitRow) -> Int {
    if row.value.isError == true { return 0 }
    return row.value.truth.map { $0 ? 1 : 2 } ?? 3
  }

  private static func joined(_ rows: [ExitRow], apart: (ExitRow) -> Int) -> [ExitRow] {
    var result: [(row: ExitRow, group: Int)] = []
    for row in rows {
      let group = apart(row)
      if let same = result.firstIndex(where: {
        $0.group == group && $0.row.acquired == row.acquired && $0.row.released == row.released
      }) {
        result[same].row = result[same].row.joined(with: row)
      } else {
        result.append((row, group))
      }
    }
    return result.map(\.row)
  }
}
