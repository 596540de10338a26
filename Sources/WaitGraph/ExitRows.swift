/// Keeps the ways in which a function returns few.
enum ExitRows {
  /// Beyond this many, rows that differ only in the returned value become one.
  private static let maximum = 8

  /// The distinct rows, in order; values joined where they would be too many.
  ///
  /// What some paths keep and others do not, with nothing in the returned value to tell a caller which, is
  /// taken to be given back on all: the code could not be right otherwise, and a path that the analysis
  /// could not rule out would have every caller hold the lock. That the function keeps it on one way out
  /// is known of the function itself.
  static func merged(_ rows: [ExitRow]) -> [ExitRow] {
    let distinct = joined(rows, apart: outcome)
    let apart = distinct.filter { row in !distinct.contains { keepsLess($0, than: row) } }
    let few = apart.count <= maximum ? apart : believed(joined(apart) { _ in 0 })
    // Where no way changes what is held, there is nothing to tell apart.
    guard !few.contains(where: \.changesHeld) else { return few }
    return few.map { row in
      var row = row
      row.pointees = [:]
      return row
    }
  }

  /// Whether a caller that sees the second row's value may have taken the first, which keeps less.
  private static func keepsLess(_ other: ExitRow, than row: ExitRow) -> Bool {
    other.acquired.count < row.acquired.count
      && (outcome(other) == outcome(row) || outcome(other) == unknownOutcome)
      && isPart(other.acquired, of: row.acquired) && isPart(other.released, of: row.released)
  }

  /// The rows, or where there are still too many, those without others that change less. Helpers that give up
  /// what their callers hold do so in a few ways; a function with many has them from helpers that are told
  /// more than the analysis knows, each of which may or may not have done what it does.
  private static func believed(_ rows: [ExitRow]) -> [ExitRow] {
    guard rows.count > maximum else { return rows }
    return rows.filter { row in
      !rows.contains { other in
        !other.holdsLike(row) && isPart(other.acquired, of: row.acquired)
          && isPart(other.released, of: row.released)
      }
    }
  }

  private static func isPart(_ part: [LockUse], of whole: [LockUse]) -> Bool {
    var rest = whole
    return part.allSatisfy { use in
      rest.firstIndex(of: use).map { _ = rest.remove(at: $0) } != nil
    }
  }

  private static let unknownOutcome = 3

  /// Rows whose values a caller can tell apart have different numbers.
  private static func outcome(_ row: ExitRow) -> Int {
    if row.value.isError == true { return 0 }
    return row.value.truth.map { $0 ? 1 : 2 } ?? unknownOutcome
  }

  private static func joined(_ rows: [ExitRow], apart: (ExitRow) -> Int) -> [ExitRow] {
    var result: [(row: ExitRow, group: Int)] = []
    for row in rows {
      let group = apart(row)
      if let same = result.firstIndex(where: {
        $0.group == group && $0.row.holdsLike(row)
      }) {
        result[same].row = result[same].row.joined(with: row)
      } else {
        result.append((row, group))
      }
    }
    return result.map(\.row)
  }
}
