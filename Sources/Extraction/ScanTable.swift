import Synchronization

/// What files say to the preprocessor; each is looked at once.
package final class ScanTable: Sendable {
  private let scans = Mutex<[String: SourceScan]>([:])

  package init() {}

  /// The scan of a file; nil if it cannot be read.
  func scan(of file: String) -> SourceScan? {
    if let known = scans.withLock({ $0[file] }) { return known }
    let scan = SourceScan(file: file)
    scans.withLock { $0[file] = scan }
    return scan
  }
}
