import Analysis
import ArgumentParser

/// Where extracted units are kept, for every subcommand that reads units.
struct CacheOptions: ParsableArguments {
  @Option(
    name: .customLong("cache"),
    help: ArgumentHelp(
      "Keep what was read of the sources in this folder. (default: ~/.cache/deadlint/units)",
      valueName: "dir"))
  var path: String?

  @Flag(help: "Read all sources anew, and keep nothing.")
  var noCache = false

  func validate() throws {
    if noCache, path != nil {
      throw ValidationError("--cache and --no-cache exclude each other")
    }
  }

  /// Nil for none.
  var folder: String? { noCache ? nil : path ?? UnitFolder.standard }
}
