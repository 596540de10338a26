import Foundation

/// What files hold, as hashes; each file is read once, and not at all while its stamp is known.
package struct FileHashes: Sendable {
  /// What a file held when it had a stamp.
  struct Entry: Hashable, Sendable {
    let stamp: FileStamp
    let hash: ContentHash
  }

  /// Texts that stand for files.
  private let texts: [String: ContentHash]
  private var known: [String: Entry]
  /// Those of `known` that are new in this run.
  private(set) var news: Set<String> = []

  /// - Parameter texts: texts that stand for files, by absolute path.
  package init(texts: [String: String] = [:]) {
    self.texts = texts.mapValues { ContentHash(of: $0) }
    known = [:]
  }

  mutating func learn(_ entries: [String: Entry]) {
    known.merge(entries) { mine, _ in mine }
  }

  /// The new entries, which count as known from now on.
  mutating func takeNews() -> [String: Entry] {
    defer { news = [] }
    return known.filter { news.contains($0.key) }
  }

  /// What a file holds now; nil if it is not there.
  mutating func hash(of path: String) -> ContentHash? {
    if let text = texts[path] { return text }
    return FileStamp(of: path).flatMap { hash(of: path, stamp: $0) }
  }

  /// What a file holds, if it held the same at a time in the past; nil if that is not sure.
  mutating func hash(of path: String, unchangedSince time: Int64) -> ContentHash? {
    if let text = texts[path] { return text }
    guard let stamp = FileStamp(of: path), stamp.isOlder(than: time) else { return nil }
    return hash(of: path, stamp: stamp)
  }

  private mutating func hash(of path: String, stamp: FileStamp) -> ContentHash? {
    if let entry = known[path], entry.stamp == stamp { return entry.hash }
    let start = FileStamp.now()
    guard let contents = FileManager.default.contents(atPath: path) else { return nil }
    let hash = contents.withUnsafeBytes { ContentHash(of: $0) }
    // A file that was written to just now may be written to again without a new time.
    if stamp.isOlder(than: start) {
      known[path] = Entry(stamp: stamp, hash: hash)
      news.insert(path)
    }
    return hash
  }
}
