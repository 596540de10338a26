import Foundation
import ModelChecker

/// Runs Spin, gcc and the verifier they make in a folder of its own.
struct Spin {
  /// What the verifier printed.
  struct Run {
    let hasError: Bool
    let states: Int
    let isComplete: Bool
    let text: String
  }

  struct ToolFailure: Error, CustomStringConvertible {
    let description: String
  }

  private let folder: URL

  /// Writes and compiles a verifier. With `exactStates` it stores what a search without reduction
  /// stores: no statement merging, no dead variables, no partial order.
  init(_ promela: String, exactStates: Bool = false, optimise: String = "-O0") throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "deadlint-spin-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try promela.write(
      to: folder.appending(path: "model.pml"), atomically: true, encoding: .utf8)
    _ = try Self.run(
      "spin", (exactStates ? ["-o1", "-o2", "-o3"] : []) + ["-a", "model.pml"], folder)
    _ = try Self.run(
      Self.compiler(optimise),
      [
        optimise, "-w", "-DSAFETY", "-DVECTORSZ=16384", "-DMEMLIM=1024",
        exactStates ? "-DNOREDUCE" : "-DREDUCE", "-o", "pan", "pan.c",
      ], folder)
  }

  /// clang needs a third of gcc's time without optimisation; with it the two are alike.
  private static func compiler(_ optimise: String) -> String {
    let hasClang = ["/usr/bin/clang", "/usr/bin/clang-19", "/opt/swift/usr/bin/clang"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    return optimise == "-O0" ? hasClang ?? "gcc" : "gcc"
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func verify(program: Int = 0) throws -> Run {
    let text = try Self.run(
      "./pan", ["-m100000", "-w16"], folder,
      environment: ["PROGRAM": String(program)])
    let states =
      text.split(separator: "\n").first { $0.contains("states, stored") }
      .flatMap { line in line.split(separator: " ").first.flatMap { Int($0) } } ?? 0
    return Run(
      hasError: !text.contains("errors: 0"), states: states,
      isComplete: !text.contains("Search not completed") && !text.contains("max search depth"),
      text: text)
  }

  private static func run(
    _ tool: String, _ arguments: [String], _ folder: URL, environment: [String: String] = [:]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    if process.terminationStatus != 0, tool != "./pan" {
      throw ToolFailure(description: "\(tool) \(arguments): \(text.prefix(2000))")
    }
    return text
  }
}
