/// Keeps the ways in which a function returns few.
enum ExitRows {
  /// Beyond this many, rows that differ only in the returned value become one.
  private static let maximum = 8

  /// The distinct rows, in order; values joined where they would be too many.
  static func merged(_ rows: [ExitRow]) -> [ExitRow] {
    let byTruth = joined(rows) { $0.value.truth.map { $0 ? 1 : 0 } ?? 2 }
    return byTruth.count <= maximum ? byTruth : joined(byTruth) { _ in 0 }
  }

  private static func joined(_ rows: [ExitRow], apart: (ExitRow) -> Int) -> [ExitRow] {
    var result: [(row: ExitRow, group: Int)] = []
    for row in rows {
      let group = apart(row)
      if let same = result.firstIndex(where: {
        $0.group == group && $0.row.acquired == row.acquired && $0.row.released == row.released
      }) {
        let value = result[same].row.value.joined(with: row.value)
        result[same].row = ExitRow(acquired: row.acquired, released: row.released, value: value)
      } else {
        result.append((row, group))
      }
    }
    return result.map(\.row)
  }
}
