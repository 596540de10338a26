import Foundation

/// The programs of `scripts/test-tools.txt`, where `scripts/setup.sh test` has put them.
package enum TestTools {
  /// The folder of their programs.
  package static var folder: String {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["XDG_CACHE_HOME"] ?? (environment["HOME"] ?? "") + "/.cache"
    return cache + "/deadlint/test-tools/bin"
  }

  /// The path of a program.
  package static func program(_ name: String) -> String { folder + "/" + name }
}
