import Foundation

/// Runs the built `deadlint` as a user would.
package struct Command {
  /// What a run left behind.
  package struct Result {
    package let status: Int32
    package let output: String
    package let errors: String
  }

  /// The products are beside the test runner.
  private static var program: URL {
    URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "deadlint")
  }

  /// The path of the program.
  package static var path: String { program.path() }

  /// Runs it to its end.
  ///
  /// - Parameter arguments: those after the command's name.
  /// - Returns: its exit code and all that it wrote.
  /// - Throws: if there is no such program.
  package static func run(_ arguments: [String]) throws -> Result {
    try run(arguments) { _ in }
  }

  /// Runs it, and interrupts it as soon as it listens to interrupts.
  package static func interrupt(_ arguments: [String]) throws -> Result {
    try run(arguments) { process in
      while process.isRunning, !listens(process.processIdentifier) { usleep(2_000) }
      kill(process.processIdentifier, SIGINT)
    }
  }

  /// Whether a process is the program already, and has a handler for SIGINT: by the mask of caught
  /// signals that Linux shows.
  private static func listens(_ process: Int32) -> Bool {
    let image = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")
    guard image == program.path else { return false }
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
    let mask = line.flatMap { UInt64($0.dropFirst(7).drop { $0.isWhitespace }, radix: 16) } ?? 0
    return mask & (1 << UInt64(SIGINT - 1)) != 0
  }

  private static func run(
    _ arguments: [String], meanwhile: (Process) -> Void
  ) throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    meanwhile(process)
    // Errors are a line or two and fit the pipe; the output may not.
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }
}
