import KernelTree
import LockIR
import UnitStore

/// A run's use of the cache. Whatever is wrong with the cache costs a warning and time, never the run.
struct CacheSession {
  /// After how many new units they are stored.
  private static let batch = 32

  private let folder: String
  private let warn: @Sendable (String) -> Void
  /// Nil without a cache, and from the moment on that it turns out to be of no use.
  private var cache: UnitCache?
  private var hashes: FileHashes
  private var pending: [UnitCache.Entry] = []
  private var hasBeenRebuilt = false

  /// - Parameters:
  ///   - folder: where the cache is; nil for none.
  ///   - overlay: texts that stand for files.
  ///   - warn: told in one line what is wrong.
  init(folder: String?, overlay: Overlay, warn: @escaping @Sendable (String) -> Void) {
    self.folder = folder ?? ""
    self.warn = warn
    hashes = FileHashes(texts: overlay.texts)
    guard let folder else { return }
    use { session throws(StoreFailure) in session.cache = try UnitCache(folder: folder) }
  }

  /// The units that are stored and still right; the position of a key is the index in the pool.
  mutating func load(_ keys: [UnitKey]) -> UnitPool {
    var pool = UnitPool()
    use { session throws(StoreFailure) in
      pool = UnitPool()
      try session.cache?.load(keys, into: &pool, &session.hashes)
    }
    return pool
  }

  /// Stores a unit, now or with the next ones.
  mutating func add(_ entry: UnitCache.Entry) {
    guard cache != nil else { return }
    pending.append(entry)
    if pending.count >= Self.batch { flush() }
  }

  /// Stores what is not stored yet.
  mutating func flush() {
    if pending.isEmpty { return }
    var changed: Set<String> = []
    use { session throws(StoreFailure) in
      changed = try session.cache?.store(session.pending, &session.hashes) ?? []
    }
    pending = []
    if let file = changed.min() {
      let more = changed.count > 1 ? " and \(changed.count - 1) other files" : ""
      warn("\(file)\(more) changed while being read: run again for a report on the new state")
    }
  }

  /// Stores all that is left, and notes that these units were used.
  mutating func finish(_ keys: [UnitKey]) {
    flush()
    use { session throws(StoreFailure) in try session.cache?.tidy(keys, &session.hashes) }
  }

  /// Does something with the cache; once more with an empty one if it is damaged.
  private mutating func use(_ body: (inout CacheSession) throws(StoreFailure) -> Void) {
    do throws(StoreFailure) {
      try body(&self)
    } catch .damaged(let reason) where !hasBeenRebuilt {
      hasBeenRebuilt = true
      warn("the cache in \(folder) is damaged (\(reason)): building it anew")
      cache = nil
      use { session throws(StoreFailure) in
        try UnitCache.remove(from: session.folder)
        session.cache = try UnitCache(folder: session.folder)
        try body(&session)
      }
    } catch {
      cache = nil
      warn("the cache in \(folder) cannot be used: \(error); going on without it")
    }
  }
}
