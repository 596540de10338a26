/// A finite set of tasks over a state of bytes: what is explored, replayed and exported.
///
/// Built by ``ProgramBuilder``. Every kernel primitive has been lowered to guarded atomic
/// transitions here, so that a search, a replay and an export agree on one small language.
public struct Program: Hashable, Sendable {
  /// What it is called.
  public let name: String
  /// The state, byte by byte; shared cells first, then each task's block.
  public let cells: [Cell]
  /// The tasks, in the order of their declaration.
  public let tasks: [ProgramTask]
  /// Groups of tasks that are copies of each other: exchanging their blocks changes nothing.
  public let symmetries: [[Int]]

  /// A program from its parts; ``ProgramBuilder/build()`` checks what this does not.
  public init(name: String, cells: [Cell], tasks: [ProgramTask], symmetries: [[Int]]) {
    self.name = name
    self.cells = cells
    self.tasks = tasks
    self.symmetries = symmetries
  }

  /// The state in which every task stands at its start.
  public var initialState: [UInt8] { cells.map(\.initial) }

  /// How many transitions all tasks have together.
  public var transitionCount: Int {
    tasks.reduce(0) { $0 + $1.locations.reduce(0) { $0 + $1.count } }
  }
}
