import Foundation

/// What the user asked to read.
package struct TreeRequest: Hashable, Sendable {
  /// One folder, or any number of C files. Relative paths start at the current directory.
  package var paths: [String]

  /// A configured build folder of a kernel tree (`--build`).
  package var buildDirectory: String?

  /// A name that `make` knows (`defconfig`, `allmodconfig`) or the path of a `.config` file
  /// (`--config`).
  package var configuration: String?

  /// Options to turn on beside that, with or without `CONFIG_`; `NAME=m` and other values are
  /// possible.
  package var enable: [String]

  /// Options to turn off beside that.
  package var disable: [String]

  /// Options that the sources are read with as if they were on, `NAME`, whatever the build system says.
  package var assume: [String] = []

  /// Folders or files of the tree to restrict the run to (`--only`); empty for all of it.
  package var only: [String]

  /// A compilation database to take instead of asking the build system.
  package var database: String?

  /// Where build folders of our own go; `defaultCacheDirectory` unless the user says.
  package var cacheDirectory: String

  /// Whether the build system's answers are kept for the next run.
  package var keepsAnswers = true

  /// The include folder for corpus and free-standing files that have none of their own.
  package var fallbackInclude: String?

  /// The headers of the corpus, which come with the program: a file that lies in no tree can be read with them.
  package static var shippedHeaders: String {
    Bundle.module.bundleURL.appending(path: "include").path
  }

  package init(
    paths: [String], buildDirectory: String? = nil, configuration: String? = nil,
    enable: [String] = [], disable: [String] = [], only: [String] = [], database: String? = nil,
    cacheDirectory: String? = nil, fallbackInclude: String? = nil
  ) {
    self.paths = paths
    self.buildDirectory = buildDirectory
    self.configuration = configuration
    self.enable = enable
    self.disable = disable
    self.only = only
    self.database = database
    self.cacheDirectory =
      cacheDirectory
      ?? Self.defaultCacheDirectory(environment: ProcessInfo.processInfo.environment)
    self.fallbackInclude = fallbackInclude
  }

  /// `$XDG_CACHE_HOME/deadlint`, or `~/.cache/deadlint`.
  package static func defaultCacheDirectory(environment: [String: String]) -> String {
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      return cache + "/deadlint"
    }
    return (environment["HOME"] ?? NSHomeDirectory()) + "/.cache/deadlint"
  }
}
