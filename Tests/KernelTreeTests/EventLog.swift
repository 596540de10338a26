import KernelTree
import Synchronization

/// Collects events from whichever task reports them.
final class EventLog: Sendable {
  private let storage = Mutex<[TreeEvent]>([])

  var events: [TreeEvent] { storage.withLock { $0 } }

  func add(_ event: TreeEvent) { storage.withLock { $0.append(event) } }
}
