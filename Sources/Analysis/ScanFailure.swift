/// Why a scan as a whole is impossible. The description is one line that says what to do.
package enum ScanFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Nothing at this path that could be scanned.
  case notATree(path: String)
  /// A patch after which a file parses less than before.
  case brokenByPatch(patch: String, file: String, String)

  package var description: String {
    switch self {
    case .notATree(let path):
      "\(path): neither a kernel tree nor a folder with C files nor a C file"
    case .brokenByPatch(let patch, let file, let reason):
      "\(patch): \(file) \(reason)"
    }
  }
}
