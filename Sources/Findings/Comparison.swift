/// What a report is compared with, and how many findings stand how to it.
package struct Comparison: Hashable, Sendable, Codable {
  /// In words: `the baseline known.yaml`, `the tree without the patch`.
  package let against: String
  package let new: Int
  package let unchanged: Int
  package let fixed: Int

  package init(against: String, new: Int, unchanged: Int, fixed: Int) {
    self.against = against
    self.new = new
    self.unchanged = unchanged
    self.fixed = fixed
  }
}
