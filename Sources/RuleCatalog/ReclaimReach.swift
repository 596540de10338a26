/// What an allocation lets reclaim do, by the mask that says so.
package enum ReclaimReach: String, CaseIterable, Sendable {
  /// Start I/O, and call into file systems.
  case all = "GFP_KERNEL"
  /// Start I/O.
  case io = "GFP_NOFS"
  /// Free what is clean.
  case none = "GFP_NOIO"
}
