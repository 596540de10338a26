import Foundation

/// Runs any program to its end.
package struct Program {
  /// What a run left behind.
  package struct Result {
    package let status: Int32
    package let output: String
    package let errors: String
  }

  private let path: String
  private let folder: String?
  private let environment: [String: String]

  /// - Parameters:
  ///   - path: of the program.
  ///   - folder: where it runs; the current one if nil.
  ///   - environment: variables beside those of the tests.
  package init(_ path: String, in folder: String? = nil, environment: [String: String] = [:]) {
    self.path = path
    self.folder = folder
    self.environment = environment
  }

  /// - Parameters:
  ///   - arguments: those after the program's name.
  ///   - input: what it reads; nothing if nil.
  /// - Returns: its exit code and all that it wrote.
  /// - Throws: if there is no such program.
  package func run(_ arguments: [String], input: String? = nil) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files, since a pipe that is full stops a program that writes to both.
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let (said, complained) = (scratch.appending(path: "out"), scratch.appending(path: "err"))
    let given = scratch.appending(path: "in")
    for file in [said, complained] { try Data().write(to: file) }
    try Data((input ?? "").utf8).write(to: given)
    process.standardInput = try FileHandle(forReadingFrom: given)
    process.standardOutput = try FileHandle(forWritingTo: said)
    process.standardError = try FileHandle(forWritingTo: complained)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: said), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: complained), as: UTF8.self))
  }
}
