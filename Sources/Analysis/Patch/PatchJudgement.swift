package import Findings

/// What patches do to the findings of a tree.
package struct PatchJudgement: Hashable, Sendable {
  /// The findings are those that the patches add; what they take away is in `fixed`.
  package let report: Report
  /// Files that the patches change and that could not be judged. Unless this is empty, a report
  /// without findings says nothing.
  package let unjudged: [Incomplete]
  /// The files as the last patch leaves them, by path relative to the tree, where the disk has others.
  package let texts: [String: String]
}
