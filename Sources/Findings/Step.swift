/// One thing that a task does in a finding, in the order in which it does it.
package struct Step: Hashable, Sendable, Codable {
  package enum Action: String, Hashable, Sendable, Codable, CaseIterable {
    /// Enters a function on the way to the next step.
    case call
    /// Takes a lock, and blocks until it is free.
    case acquire
    /// Takes a lock if it is free, and goes on without it otherwise.
    case tryAcquire = "try-acquire"
    case release
    /// Enters a section in which nothing may block (RCU, preemption off), or a memalloc scope.
    case enter
    case leave
    /// Blocks until an event is signalled or an execution or I/O has ended.
    case wait
    /// Signals an event.
    case signal
    /// Allocates memory.
    case allocate
    /// Submits I/O. Under `current->bio_list` the I/O is only queued.
    case submit
    /// Puts a work item on its queue, starts a timer, wakes a thread.
    case queue
    /// Sleeps for no resource in particular.
    case sleep
    /// The code claims a fact about its context that the finding contradicts.
    case assert
  }

  package let action: Action
  /// What the action is on; nil for calls and plain sleeps.
  package let resource: String?
  /// `read` or `write` for locks that have modes; the mask for allocations.
  package let mode: String?
  package let file: String
  /// 1-based.
  package let line: Int
  /// The function that the step stands in.
  package let function: String
  /// The function or macro called, as written: `mutex_lock`, `dm_bufio_prefetch`.
  package let callee: String

  package init(
    action: Action, resource: String?, mode: String? = nil, file: String, line: Int,
    function: String, callee: String
  ) {
    self.action = action
    self.resource = resource
    self.mode = mode
    self.file = file
    self.line = line
    self.function = function
    self.callee = callee
  }
  /// Writes every key: what is nil becomes null.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(action, forKey: .action)
    try container.encode(resource, forKey: .resource)
    try container.encode(mode, forKey: .mode)
    try container.encode(file, forKey: .file)
    try container.encode(line, forKey: .line)
    try container.encode(function, forKey: .function)
    try container.encode(callee, forKey: .callee)
  }
}
