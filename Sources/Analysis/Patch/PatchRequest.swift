package import Patches

/// Patches to judge, and how.
package struct PatchRequest: Sendable {
  /// The tree and how it is scanned. `only` adds to what the patches themselves select.
  package let scan: ScanRequest
  package let series: PatchSeries
  /// Where the state that the patches are for is unlike the disk: texts by path relative to the tree,
  /// nil for files that it does not have.
  package let base: [String: String?]
  /// Whether the tree has the patches already, and is to be compared with itself without them.
  package let isApplied: Bool
  /// Whether what was there before is reported as well.
  package let showsAll: Bool

  package init(
    scan: ScanRequest, series: PatchSeries, base: [String: String?] = [:],
    isApplied: Bool = false, showsAll: Bool = false
  ) {
    self.scan = scan
    self.series = series
    self.base = base
    self.isApplied = isApplied
    self.showsAll = showsAll
  }
}
