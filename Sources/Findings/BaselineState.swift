/// How a finding stands to what a run is compared with: a baseline, or the tree without a patch.
package enum BaselineState: String, Hashable, Sendable, Codable, CaseIterable {
  /// It was not there.
  case new
  /// It was there already.
  case unchanged
  /// It was there, and is no more.
  case fixed
}
