/// Why a scan as a whole is impossible. The description is one line that says what to do.
package enum ScanFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Nothing at this path that could be scanned.
  case notATree(path: String)
  /// A patch after which a file parses less than before.
  case brokenByPatch(patch: String, file: String, String)
  case unreadableOrders(file: String)
  /// Neither the text of /proc/lockdep nor a table of orders.
  case noOrders(file: String)
  /// Several programs, of which none is the kernel that recorded something.
  case noSingleProgram(path: String)

  package var description: String {
    switch self {
    case .notATree(let path):
      "\(path): neither a kernel tree nor a folder with C files nor a C file"
    case .brokenByPatch(let patch, let file, let reason):
      "\(patch): \(file) \(reason)"
    case .unreadableOrders(let file):
      "\(file): cannot be read: no such file, no permission, or no text: uncompress it first"
    case .noOrders(let file):
      "\(file): has no lock order: the text of /proc/lockdep is expected, of a kernel with "
        + "CONFIG_PROVE_LOCKING"
    case .noSingleProgram(let path):
      "\(path): recorded lock orders are compared with a kernel tree or one C file, not with a folder "
        + "of programs"
    }
  }
}
