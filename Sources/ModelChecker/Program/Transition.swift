/// One atomic step of a task: when every conjunct of its guard holds, its actions happen and the
/// task stands at the target.
public struct Transition: Hashable, Sendable {
  /// The location that the task must stand at.
  public let source: Int
  /// The location that it stands at afterwards.
  public let target: Int
  /// All must hold; none means always.
  public let guards: [Term]
  /// In the order in which they happen.
  public let actions: [Action]
  /// Taking this transition is this failure.
  public let failure: FailureKind?
  /// For a sleep on a wait queue: the condition waited for, any of whose clauses may hold.
  public let expectation: [[Term]]
  /// What it is called.
  public let label: Label

  /// A transition from its parts.
  public init(
    source: Int, target: Int, guards: [Term], actions: [Action], failure: FailureKind? = nil,
    expectation: [[Term]] = [], label: Label
  ) {
    self.source = source
    self.target = target
    self.guards = guards
    self.actions = actions
    self.failure = failure
    self.expectation = expectation
    self.label = label
  }

  /// The cells whose value decides whether it can happen or what it does.
  public var reads: Set<Int> {
    var cells = Set(actions.flatMap(\.reads))
    for term in guards {
      cells.insert(term.cell)
      if case .cell(let other) = term.operand { cells.insert(other) }
    }
    return cells
  }

  /// The cells that it may change, without the program counter.
  public var writes: Set<Int> { Set(actions.flatMap(\.writes)) }
}
