import Foundation
import GRDB

/// One reading of a cache: which of the stored units are still right.
struct UnitLoading {
  private let database: Database
  /// Whether a version of a file is what the file holds now.
  private var isCurrent: [Int64: Bool] = [:]

  init(database: Database) {
    self.database = database
  }

  mutating func load(
    _ keys: [UnitKey], into pool: inout UnitPool, _ hashes: inout FileHashes
  ) throws {
    hashes.learn(try stamps())
    let versions = try files()
    let units = try database.cachedStatement(
      sql: "SELECT bytes FROM unit WHERE key = ? ORDER BY id DESC")
    let functions = try database.cachedStatement(
      sql: "SELECT bytes FROM function WHERE hash = ?")
    for (index, key) in keys.enumerated() {
      let rows = try Data.fetchCursor(units, arguments: [key.hash.data])
      while let row = try rows.next() {
        let unit = try StoredUnit(bytes: [UInt8](row))
        guard unit.files.allSatisfy({ isCurrent($0, versions, &hashes) }) else { continue }
        try pool.insert(unit, at: index) { hash in
          try Data.fetchOne(functions, arguments: [hash.data]).map { [UInt8]($0) }
        }
        break
      }
    }
  }

  private mutating func isCurrent(
    _ file: Int64, _ versions: [Int64: (path: String, hash: ContentHash)],
    _ hashes: inout FileHashes
  ) -> Bool {
    if let known = isCurrent[file] { return known }
    let result = versions[file].map { (hashes.hash(of: $0.path) ?? .nothing) == $0.hash } ?? false
    isCurrent[file] = result
    return result
  }

  private func files() throws -> [Int64: (path: String, hash: ContentHash)] {
    var versions: [Int64: (path: String, hash: ContentHash)] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT id, path, hash FROM file")
    while let row = try rows.next() {
      var reader = ByteReader([UInt8](row["hash"] as Data))
      versions[row["id"]] = (row["path"], try reader.hash())
    }
    return versions
  }

  private func stamps() throws -> [String: FileHashes.Entry] {
    var entries: [String: FileHashes.Entry] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT path, entry FROM stamp")
    while let row = try rows.next() {
      var reader = ByteReader([UInt8](row["entry"] as Data))
      entries[row["path"]] = FileHashes.Entry(
        stamp: try FileStamp(from: &reader), hash: try reader.hash())
    }
    return entries
  }
}

extension ContentHash {
  /// The hash as the database holds it.
  var data: Data {
    var writer = ByteWriter()
    writer.write(self)
    return Data(writer.bytes)
  }
}
