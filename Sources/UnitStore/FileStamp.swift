import Foundation

/// What the file system says of a file without looking into it. While it is the same, so is the file.
struct FileStamp: Hashable, Sendable {
  /// How far the times of files may be behind the clock: a tick of the kernel, and more.
  static let granularity: Int64 = 20_000_000

  let size: Int64
  let inode: UInt64
  /// In nanoseconds since 1970, as all times here.
  let modified: Int64
  /// When contents or attributes changed last. Programs cannot set it, unlike `modified`.
  let changed: Int64

  /// Nil if there is no such file.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    size = Int64(status.st_size)
    inode = UInt64(status.st_ino)
    modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
  }

  /// Whether the file is as it was at a time, if it is not written to at the very moment.
  func isOlder(than time: Int64) -> Bool { changed < time - Self.granularity }

  /// The time now.
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

extension FileStamp {
  func write(to writer: inout ByteWriter) {
    writer.write(signed: size)
    writer.write(inode)
    writer.write(signed: modified)
    writer.write(signed: changed)
  }

  init(from reader: inout ByteReader) throws(StoreFailure) {
    size = try reader.signed()
    inode = try reader.number()
    modified = try reader.signed()
    changed = try reader.signed()
  }
}
