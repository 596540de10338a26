import Foundation

/// A verifier that Spin and a C compiler have made of a Promela text, in a folder of its own.
package struct SpinVerifier {
  /// What one run of it said.
  package struct Run {
    /// It reached an invalid end state or a false assertion.
    package let hasError: Bool
    /// It searched everything.
    package let isComplete: Bool
    /// The states that it stored.
    package let states: Int
    /// Of processor time, of the whole process.
    package let seconds: Double
    /// Memory for states and hash table.
    package let bytes: Double
    /// Everything that it printed.
    package let text: String
  }

  /// How the verifier is made.
  package enum Mode {
    /// Compiled quickly, with Spin's own partial-order reduction.
    case quick
    /// Stores exactly what a search without reduction stores: no statement merging, no dead
    /// variables, no partial order.
    case exactStates
    /// Compiled with -O2 and these options more.
    case optimised([String])
  }

  private let folder: URL

  /// Writes, translates and compiles.
  ///
  /// - Throws: ``SpinFailure`` when a tool is missing or does not accept its input.
  package init(_ promela: String, mode: Mode = .quick) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "deadlint-spin-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try promela.write(
      to: folder.appending(path: "model.pml"), atomically: true, encoding: .utf8)
    let common = ["-w", "-DSAFETY", "-DVECTORSZ=16384", "-DMEMLIM=8000", "-o", "pan", "pan.c"]
    switch mode {
    case .quick:
      _ = try Self.run("spin", ["-a", "model.pml"], folder)
      _ = try Self.run(Self.quickCompiler, ["-O0"] + common, folder)
    case .exactStates:
      _ = try Self.run("spin", ["-o1", "-o2", "-o3", "-a", "model.pml"], folder)
      _ = try Self.run(Self.quickCompiler, ["-O0", "-DNOREDUCE"] + common, folder)
    case .optimised(let options):
      _ = try Self.run("spin", ["-a", "model.pml"], folder)
      _ = try Self.run("gcc", ["-O2"] + options + common, folder)
    }
  }

  /// clang needs a third of gcc's time without optimisation.
  private static var quickCompiler: String {
    ["/usr/bin/clang", "/usr/bin/clang-19", "/opt/swift/usr/bin/clang"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    } ?? "gcc"
  }

  /// Removes its folder.
  package func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Runs it, on one program of a batch. A path of more steps than `depth` makes it incomplete; the
  /// memory for such a path is taken at once.
  package func run(
    program: Int = 0, hashTableBits: Int = 16, depth: Int = 1_000_000
  ) throws -> Run {
    let start = Self.secondsOfChildren
    let text = try Self.run(
      "./pan", ["-m\(depth)", "-w\(hashTableBits)"], folder,
      environment: ["PROGRAM": String(program)])
    let seconds = Self.secondsOfChildren - start
    let lines = text.split(separator: "\n")
    func number(before words: String) -> Double {
      lines.first { $0.contains(words) }
        .flatMap { $0.split { $0 == " " || $0 == "\t" }.first }.flatMap { Double($0) } ?? 0
    }
    let memory =
      number(before: "actual memory usage for states")
      + number(before: "memory used for hash table")
    return Run(
      hasError: !text.contains("errors: 0"),
      isComplete: !text.contains("Search not completed") && !text.contains("max search depth"),
      states: Int(number(before: "states, stored")), seconds: seconds, bytes: memory * 1_048_576,
      text: text)
  }

  /// The processor time of all processes that have been waited for.
  private static var secondsOfChildren: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000
    }
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
    guard process.terminationStatus == 0 || tool == "./pan" else {
      throw SpinFailure(tool: tool, text: String(text.prefix(2000)))
    }
    return text
  }
}
