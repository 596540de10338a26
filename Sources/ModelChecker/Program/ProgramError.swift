/// Why a program cannot be built.
public enum ProgramError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A task has more than 255 locations, the most that its byte can count.
  case tooManyLocations(task: String, count: Int)
  /// An initial value, a capacity or a constant is not within 0 to 255.
  case valueOutOfRange(name: String, value: Int)
  /// A work item, timer, kthread or request was declared and given no body.
  case missingBody(name: String)
  /// It was given two bodies.
  case duplicateBody(name: String)
  /// An interrupt names a task that has copies, so it is not clear which one it interrupts.
  case interruptOfCopies(task: String)
  /// There is no task.
  case empty

  /// One line for people.
  public var description: String {
    switch self {
    case .tooManyLocations(let task, let count):
      "task \(task) has \(count) locations, more than 255: shorten it or split it"
    case .valueOutOfRange(let name, let value):
      "\(name) is \(value), which is not within 0 to 255"
    case .missingBody(let name): "\(name) has no body"
    case .duplicateBody(let name): "\(name) has two bodies"
    case .interruptOfCopies(let task): "an interrupt cannot run on a copy of \(task)"
    case .empty: "the program has no task"
    }
  }
}
