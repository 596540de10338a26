import Foundation

/// A temporary folder for precompiled headers, gone with the value that holds it.
///
/// Its process keeps a lock in it. A process that is killed leaves the folder behind without the lock,
/// and the next one that makes a folder takes it away.
final class HeaderFolder: Sendable {
  private static let prefix = "deadlint-headers-"
  private static let lockName = "in-use"

  let path: String
  /// The open file that has the lock.
  private let lock: Int32

  init(in parent: URL = FileManager.default.temporaryDirectory) throws {
    Self.removeLeftovers(in: parent)
    let folder = parent.appending(path: Self.prefix + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path(percentEncoded: false)
    lock = open("\(path)/\(Self.lockName)", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    _ = flock(lock, LOCK_EX | LOCK_NB)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    close(lock)
  }

  private static func removeLeftovers(in parent: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let folder = parent.appending(path: name)
      let lock = open(folder.appending(path: lockName).path, O_RDWR | O_CLOEXEC)
      guard lock >= 0 else { continue }
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(at: folder) }
      close(lock)
    }
  }
}
