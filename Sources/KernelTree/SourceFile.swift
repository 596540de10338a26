import Foundation

/// Reading C files from the disk.
enum SourceFile {
  /// How much of a file decides whether it is text, in bytes.
  private static let probe = 1024

  /// All bytes of a file.
  ///
  /// - Throws: `KernelTreeFailure.unreadable`
  static func bytes(of path: String) throws(KernelTreeFailure) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(file: path, reason: reason(for: path))
    }
  }

  /// Why a file cannot be parsed as C; nil if it looks as if it could.
  static func defect(of path: String) -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return "the file does not exist" }
    guard let handle = FileHandle(forReadingAtPath: path) else { return reason(for: path) }
    defer { try? handle.close() }
    guard let start = try? handle.read(upToCount: probe) else { return reason(for: path) }
    return start.contains(0) ? "not a text file: NUL bytes in its first \(probe) bytes" : nil
  }

  /// The first line of a file, without its end; nil if the file cannot be read.
  static func firstLine(of path: String) -> String? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    guard let start = try? handle.read(upToCount: probe) else { return nil }
    return String(decoding: start.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private static func reason(for path: String) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return "the file does not exist"
    }
    if isFolder.boolValue { return "it is a folder" }
    return FileManager.default.isReadableFile(atPath: path)
      ? "it cannot be read" : "no permission to read it"
  }
}
