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

  /// Runs it to its end.
  ///
  /// - Parameter arguments: those after the command's name.
  /// - Returns: its exit code and all that it wrote.
  /// - Throws: if there is no such program.
  package static func run(_ arguments: [String]) throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Errors are a line or two and fit the pipe; the output may not.
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }
}
