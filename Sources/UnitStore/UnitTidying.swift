import Foundation
import GRDB

/// Keeps a cache from growing for ever.
struct UnitTidying {
  let database: Database
  /// Days since 1970.
  let day: Int64
  let daysOfRest: Int

  /// Whether there is anything to write: at most once a day.
  func isDue(_ used: [UnitKey]) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM unit WHERE key = ? AND used < ?)")
    for key in used {
      if try Bool.fetchOne(statement, arguments: [key.hash.data, day]) ?? false { return true }
    }
    return false
  }

  func tidy(_ used: [UnitKey]) throws {
    let mark = try database.cachedStatement(
      sql: "UPDATE unit SET used = ?2 WHERE key = ?1 AND used < ?2")
    for key in used { try mark.execute(arguments: [key.hash.data, day]) }
    try database.execute(
      sql: "DELETE FROM unit WHERE used < ?", arguments: [day - Int64(daysOfRest)])
    guard database.changesCount > 0 else { return }
    try removeOrphans()
  }

  /// Removes functions that no unit has any more.
  private func removeOrphans() throws {
    var wanted: Set<ContentHash> = []
    let units = try Data.fetchCursor(database, sql: "SELECT bytes FROM unit")
    while let bytes = try units.next() {
      guard let unit = try? StoredUnit(bytes: [UInt8](bytes)) else { continue }
      wanted.formUnion(unit.functions)
    }
    let delete = try database.cachedStatement(sql: "DELETE FROM function WHERE hash = ?")
    for hash in try Data.fetchAll(database, sql: "SELECT hash FROM function") {
      var reader = ByteReader([UInt8](hash))
      if !wanted.contains(try reader.hash()) { try delete.execute(arguments: [hash]) }
    }
  }
}
