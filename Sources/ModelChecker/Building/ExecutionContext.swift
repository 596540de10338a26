/// The context that a task runs in.
public enum ExecutionContext: String, Hashable, Sendable, Codable {
  case process, work, kthread
  case timer
  case softirq
  case irq
  case rcuCallback = "rcu-callback"
  case device

  /// Nothing may sleep in it.
  public var isAtomic: Bool {
    switch self {
    case .process, .work, .kthread: false
    case .timer, .softirq, .irq, .rcuCallback, .device: true
    }
  }
}
