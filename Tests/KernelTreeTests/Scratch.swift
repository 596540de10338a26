import Foundation

/// A temporary folder with files, gone with the value that holds it.
final class Scratch: Sendable {
  /// Absolute, with symbolic links resolved, as the tree reader prints it.
  let path: String

  init(_ files: [String: String] = [:]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("deadlint-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path
    for (name, text) in files { try write(text, to: name) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  func write(_ data: Data, to name: String) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  /// Makes an executable file, as a stand-in for a program.
  func program(_ name: String) throws {
    try write("#!/bin/sh\n", to: name)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: path + "/" + name)
  }

  func text(of name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  /// All files below, with their dates: equal before and after means that nothing was written.
  func fingerprint() throws -> [String: Date] {
    var dates: [String: Date] = [:]
    let files = FileManager.default.enumerator(atPath: path)
    while let name = files?.nextObject() as? String {
      let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
      dates[name] = attributes[.modificationDate] as? Date
    }
    return dates
  }
}
