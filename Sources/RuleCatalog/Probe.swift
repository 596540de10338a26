/// A fact about a kernel tree that changed at some version and that the tree's own text shows.
package struct Probe: Hashable, Sendable {
  /// A word: `vmalloc-honours-mask`.
  package let id: String
  /// The first kernel version for which it is true, for input that has no tree to look at.
  package let since: KernelVersion
  /// Where to look, relative to the tree.
  package let file: String
  /// It is true if this function of the file ...
  package let function: String
  /// ... calls one of these.
  package let calls: [String]

  package init(
    id: String, since: KernelVersion, file: String, function: String, calls: [String]
  ) {
    self.id = id
    self.since = since
    self.file = file
    self.function = function
    self.calls = calls
  }
}
