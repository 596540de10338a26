import Analysis
import ArgumentParser
import Foundation

/// How units are read, for every subcommand that reads some.
struct ReadingArguments: ParsableArguments {
  @Option(help: ArgumentHelp("How many units to read at once.", valueName: "n"))
  var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    name: .customLong("cache"),
    help: ArgumentHelp(
      "Keep what was read of the sources in this folder. (default: ~/.cache/deadlint/units)",
      valueName: "dir"))
  var cachePath: String?

  @Flag(help: "Read all sources anew, and keep nothing.")
  var noCache = false

  @Flag(help: "Read each unit with all its headers. Slower; the report is the same.")
  var noPrecompiledHeaders = false

  @Option(help: ArgumentHelp("For how long one unit may be read.", valueName: "seconds"))
  var unitSeconds = ReadingOptions().secondsPerUnit

  @Option(
    help: ArgumentHelp(
      "How much memory reading may take at a time, for each job; 0 for any.", valueName: "MiB"))
  var unitMemory = ReadingOptions().memoryPerWorker >> 20

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1") }
    guard unitSeconds >= 1 else { throw ValidationError("--unit-seconds must be at least 1") }
    guard (0...1 << 30).contains(unitMemory) else {
      throw ValidationError("--unit-memory must not be negative")
    }
    if noCache, cachePath != nil {
      throw ValidationError("--cache and --no-cache exclude each other")
    }
  }

  /// Units are read by other processes of this program.
  var options: ReadingOptions {
    ReadingOptions(
      jobs: jobs, cache: noCache ? nil : cachePath ?? UnitFolder.standard,
      precompiles: !noPrecompiledHeaders,
      worker: Self.program,
      secondsPerUnit: unitSeconds, memoryPerWorker: unitMemory << 20)
  }

  /// The path of this program.
  static var program: String {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path(percentEncoded: false)
  }
}
