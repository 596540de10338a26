/// Why one resource may stay unavailable until another is available.
package enum EdgeKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// A task that holds the first blocks for the second.
  case holdAndWait = "hold-and-wait"
  /// What would signal the first must first get through the second, in the same activation.
  case signalAfter = "signal-after"
  /// The first is signalled by an item of an execution that runs its items one after the other, and
  /// another item of it blocks for the second.
  case serialised
  /// The first is I/O that is only queued until the outermost submit returns, and the submitting task
  /// blocks for the second before that.
  case deferredIO = "deferred-io"
  /// The first is an execution that blocks for the second before it is over.
  case flush
  /// The first is memory that only reclaim can provide, and what reclaim runs blocks for the second.
  case reclaim
}
