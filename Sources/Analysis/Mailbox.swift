import Dispatch
import Synchronization

/// Carries values from several threads to one.
final class Mailbox<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])
  private let filled = DispatchSemaphore(value: 0)

  func put(_ element: Element) {
    elements.withLock { $0.append(element) }
    filled.signal()
  }

  /// What came first of what is there; nil if nothing comes in time.
  func take(within milliseconds: Int) -> Element? {
    guard filled.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else { return nil }
    return elements.withLock { $0.removeFirst() }
  }
}
