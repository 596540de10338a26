import Foundation
import GRDB

/// One writing to a cache, inside a transaction.
struct UnitStoring {
  private let database: Database
  private let day: Int64
  private let versionsOfAUnit: Int
  /// Identifiers of versions of files, by path.
  private var files: [String: Int64] = [:]

  init(database: Database, day: Int64, versionsOfAUnit: Int) {
    self.database = database
    self.day = day
    self.versionsOfAUnit = versionsOfAUnit
  }

  mutating func store(
    _ entries: [UnitCache.Entry], _ hashes: inout FileHashes
  ) throws -> Set<String> {
    guard let begun = entries.map(\.begun).min() else { return [] }
    var changed: Set<String> = []
    for path in Set(entries.flatMap(\.files)) {
      if let hash = hashes.hash(of: path, unchangedSince: begun) {
        files[path] = try identifier(of: path, hash)
      } else {
        changed.insert(path)
      }
    }
    for path in Set(entries.flatMap(\.missing)) {
      if hashes.hash(of: path) == nil {
        files[path] = try identifier(of: path, .nothing)
      } else {
        changed.insert(path)
      }
    }
    for entry in entries {
      let paths = entry.files + entry.missing
      let identifiers = paths.compactMap { files[$0] }
      guard identifiers.count == paths.count else { continue }
      try store(entry, files: Set(identifiers).sorted())
    }
    try store(hashes.takeNews())
    return changed
  }

  func store(_ stamps: [String: FileHashes.Entry]) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO stamp (path, entry) VALUES (?, ?)")
    for (path, entry) in stamps {
      var writer = ByteWriter()
      entry.stamp.write(to: &writer)
      writer.write(entry.hash)
      try statement.execute(arguments: [path, Data(writer.bytes)])
    }
  }

  private func store(_ entry: UnitCache.Entry, files: [Int64]) throws {
    let function = try database.cachedStatement(
      sql: "INSERT OR IGNORE INTO function (hash, bytes) VALUES (?, ?)")
    for shared in entry.unit.shared {
      try function.execute(arguments: [shared.hash.data, Data(shared.bytes)])
    }
    let unit = StoredUnit(
      files: files, functions: entry.unit.shared.map(\.hash), body: entry.unit.body)
    let key = entry.key.hash.data
    try database.cachedStatement(sql: "INSERT INTO unit (key, used, bytes) VALUES (?, ?, ?)")
      .execute(arguments: [key, day, Data(unit.bytes)])
    try database.cachedStatement(
      sql: """
        DELETE FROM unit WHERE key = ?1 AND id NOT IN
          (SELECT id FROM unit WHERE key = ?1 ORDER BY id DESC LIMIT ?2)
        """
    ).execute(arguments: [key, versionsOfAUnit])
  }

  private func identifier(of path: String, _ hash: ContentHash) throws -> Int64? {
    let arguments: StatementArguments = [path, hash.data]
    let select = try database.cachedStatement(
      sql: "SELECT id FROM file WHERE path = ? AND hash = ?")
    if let known = try Int64.fetchOne(select, arguments: arguments) { return known }
    try database.cachedStatement(sql: "INSERT INTO file (path, hash) VALUES (?, ?)")
      .execute(arguments: arguments)
    return database.lastInsertedRowID
  }
}
