import Foundation
import GRDB

/// Extracted units on disk, shared by all runs of all trees.
///
/// A unit is found by what asks for it (`UnitKey`) and taken if every file that it was made of holds
/// what it held then. A header that did not exist then and would now be found first is not noticed,
/// unless there was none at all. Several processes may use a cache at once, and each may be killed at any time: a unit is either
/// stored or not.
package struct UnitCache: Sendable {
  /// Raised when the form of what is stored changes. Files of other versions are left alone.
  private static let version = 1

  /// How many states of the tree a unit is kept for.
  private static let versionsOfAUnit = 4

  /// How many results are kept.
  private static let results = 32

  /// For how long a unit is kept that nobody asks for, in days.
  private static let daysOfRest = 30

  private let database: DatabaseQueue

  /// Opens the cache in a folder, which is made if need be.
  ///
  /// - Throws: `StoreFailure.unusable`, `.damaged`
  package init(folder: String) throws(StoreFailure) {
    let database = try Self.attempt {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      var configuration = Configuration()
      configuration.busyMode = .timeout(60)
      configuration.prepareDatabase { database in
        try database.execute(
          sql: """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            """)
      }
      let queue = try DatabaseQueue(path: Self.file(in: folder), configuration: configuration)
      try queue.write { try $0.execute(sql: Self.schema) }
      return queue
    }
    self.database = database
  }

  /// Removes the cache of a folder. Runs that use it keep what they have, and store nothing more that
  /// anybody finds.
  ///
  /// - Throws: `StoreFailure.unusable`
  package static func remove(from folder: String) throws(StoreFailure) {
    for suffix in ["", "-wal", "-shm"] {
      let path = file(in: folder) + suffix
      guard FileManager.default.fileExists(atPath: path) else { continue }
      try attempt { try FileManager.default.removeItem(atPath: path) }
    }
  }

  private static func file(in folder: String) -> String { "\(folder)/units-\(version).sqlite" }

  private static let schema = """
    CREATE TABLE IF NOT EXISTS file (
      id INTEGER PRIMARY KEY, path TEXT NOT NULL, hash BLOB NOT NULL, UNIQUE (path, hash));
    CREATE TABLE IF NOT EXISTS stamp (path TEXT PRIMARY KEY, entry BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS function (
      id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS unit (
      id INTEGER PRIMARY KEY, key BLOB NOT NULL, used INTEGER NOT NULL, bytes BLOB NOT NULL);
    CREATE INDEX IF NOT EXISTS unit_key ON unit (key);
    CREATE TABLE IF NOT EXISTS result (
      id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, hash BLOB NOT NULL, bytes BLOB NOT NULL);
    """

  private static var today: Int64 { FileStamp.now() / 86_400_000_000_000 }

  // MARK: Reading

  /// Takes all units that are stored and still right into a pool.
  ///
  /// - Parameters:
  ///   - keys: what asks for the units; the position is the index in the pool.
  ///   - pool: gets the units.
  ///   - hashes: what files hold now; learns what the cache knows about that.
  /// - Throws: `StoreFailure.unusable`, `.damaged`, also if one unit or function is not what was
  ///   stored.
  package func load(
    _ keys: [UnitKey], into pool: inout UnitPool, _ hashes: inout FileHashes
  ) throws(StoreFailure) {
    var (filled, current) = (pool, hashes)
    // One owner each, so that nothing is copied.
    (pool, hashes) = (UnitPool(), FileHashes())
    defer { (pool, hashes) = (filled, current) }
    try Self.attempt {
      try database.read { database in
        var loading = UnitLoading(database: database)
        try loading.load(keys, into: &filled, &current)
      }
    }
  }

  /// What was made of units.
  ///
  /// - Parameter key: what determines it.
  /// - Returns: its bytes; nil if it is not stored.
  /// - Throws: `StoreFailure.unusable`, `.damaged`
  package func result(for key: ContentHash) throws(StoreFailure) -> [UInt8]? {
    try Self.attempt {
      try database.read { database in
        let row = try Row.fetchOne(
          database, sql: "SELECT hash, bytes FROM result WHERE key = ?", arguments: [key.data])
        return try row.map { row in
          let bytes = [UInt8](row["bytes"] as Data)
          guard ContentHash(of: bytes).data == row["hash"] as Data else {
            throw StoreFailure.malformed
          }
          return bytes
        }
      }
    }
  }

  // MARK: Writing

  /// Stores what was made of units, in place of the oldest that was.
  ///
  /// - Throws: `StoreFailure.unusable`, `.damaged`
  package func store(_ result: [UInt8], for key: ContentHash) throws(StoreFailure) {
    try Self.attempt {
      try database.write { database in
        try database.execute(
          sql: "INSERT OR REPLACE INTO result (key, hash, bytes) VALUES (?, ?, ?)",
          arguments: [key.data, ContentHash(of: result).data, Data(result)])
        try database.execute(
          sql: """
            DELETE FROM result WHERE id NOT IN
              (SELECT id FROM result ORDER BY id DESC LIMIT ?)
            """,
          arguments: [Self.results])
      }
    }
  }

  /// Stores units. What another process has stored meanwhile stays as it is.
  ///
  /// - Parameters:
  ///   - entries: the units.
  ///   - hashes: what files hold; what they learned is stored as well.
  /// - Returns: the files that have changed since the units were read, whose units are not stored.
  /// - Throws: `StoreFailure.unusable`, `.damaged`
  package func store(
    _ entries: [Entry], _ hashes: inout FileHashes
  ) throws(StoreFailure) -> Set<String> {
    var current = hashes
    hashes = FileHashes()
    defer { hashes = current }
    return try Self.attempt {
      try database.write { database in
        var storing = UnitStoring(
          database: database, day: Self.today, versionsOfAUnit: Self.versionsOfAUnit)
        return try storing.store(entries, &current)
      }
    }
  }

  /// Notes that units were used, and what was learned about files; forgets what nobody uses.
  ///
  /// - Throws: `StoreFailure.unusable`, `.damaged`
  package func tidy(_ used: [UnitKey], _ hashes: inout FileHashes) throws(StoreFailure) {
    let news = hashes.takeNews()
    try Self.attempt {
      let stale = try database.read { database in
        try UnitTidying(database: database, day: Self.today, daysOfRest: Self.daysOfRest)
          .isDue(used)
      }
      guard stale || !news.isEmpty else { return }
      try database.write { database in
        try UnitStoring(
          database: database, day: Self.today, versionsOfAUnit: Self.versionsOfAUnit
        ).store(news)
        if stale {
          try UnitTidying(database: database, day: Self.today, daysOfRest: Self.daysOfRest)
            .tidy(used)
        }
      }
    }
  }

  /// Runs database code, whose errors say what is to be done about them.
  private static func attempt<Result>(
    _ body: () throws -> Result
  ) throws(StoreFailure) -> Result {
    do {
      return try body()
    } catch StoreFailure.malformed {
      throw .damaged(reason: "what was stored reads differently")
    } catch let failure as StoreFailure {
      throw failure
    } catch let error as DatabaseError {
      let reason = error.message ?? "error \(error.resultCode.rawValue)"
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: throw .damaged(reason: reason)
      // Tables that are not what we made: as good as broken.
      case .SQLITE_ERROR: throw .damaged(reason: reason)
      default: throw .unusable(reason: reason)
      }
    } catch let error as CocoaError {
      throw .unusable(reason: error.localizedDescription)
    } catch {
      throw .unusable(reason: "\(error)")
    }
  }
}
