import Foundation
import KernelTree

/// Where the cache of units is if the user does not say.
package enum UnitFolder {
  /// `units` in the folder that prepared builds are kept in too: `$XDG_CACHE_HOME/deadlint`, or
  /// `~/.cache/deadlint`.
  package static var standard: String {
    TreeRequest.defaultCacheDirectory(environment: ProcessInfo.processInfo.environment) + "/units"
  }
}
