/// A scenario that differs from the finding in one point. If the finding is refuted and the variant
/// fails, that point is what prevents the deadlock.
package enum ScenarioVariant: Hashable, Sendable {
  /// The finding as it is.
  case asFound
  /// Nobody takes this lock.
  case withoutLock(String)
  /// Somebody takes this lock for writing.
  case withWriter(String)
  /// The tasks of this context may run at the same time.
  case withoutSerialisation(String)
  /// Reclaim does what it likes, whatever scope it was entered in.
  case withoutScopes

  /// Why the finding does not deadlock, if this variant does.
  package var reason: String {
    switch self {
    case .asFound: ""
    case .withoutLock(let lock): "\(lock) is held around both sides, and keeps them apart"
    case .withWriter(let lock): "nobody takes \(lock) for writing, so that no reader has to queue"
    case .withoutSerialisation(let context):
      "the tasks run one after the other in the same context (\(context))"
    case .withoutScopes: "the memalloc scope keeps reclaim out of I/O"
    }
  }
}
