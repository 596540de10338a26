import Foundation

/// A folder in the system's temporary one, removed with the value that made it.
final class ScratchFolder {
  let url: URL

  /// Writes files by their paths in the folder.
  init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "deadlint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (path, text) in files { try write(Data(text.utf8), to: path) }
  }

  /// Writes a text file, and makes its folder.
  ///
  /// - Returns: its absolute path.
  @discardableResult
  func write(_ text: String, to path: String) throws -> String {
    try write(Data(text.utf8), to: path)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file, and makes its folder.
  ///
  /// - Returns: its absolute path.
  @discardableResult
  func write(_ data: Data, to path: String) throws -> String {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file.path
  }
}
