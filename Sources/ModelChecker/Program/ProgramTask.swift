/// One task of a program: its locations, and the transitions out of each.
public struct ProgramTask: Hashable, Sendable {
  /// Its name, with a number when it is one of several copies.
  public let name: String
  /// The context it runs in, in words: `process`, `work`, `irq`.
  public let context: String
  /// The cell that holds its location; its own cells follow it.
  public let counter: Int
  /// Its program counter and its own cells.
  public let block: Range<Int>
  /// The transitions out of each location, in the order in which they are tried. It starts at
  /// location 0.
  public let locations: [[Transition]]
  /// Whether the task may stand at a location for ever.
  public let validEnds: [Bool]

  /// A task from its parts.
  public init(
    name: String, context: String, counter: Int, block: Range<Int>, locations: [[Transition]],
    validEnds: [Bool]
  ) {
    self.name = name
    self.context = context
    self.counter = counter
    self.block = block
    self.locations = locations
    self.validEnds = validEnds
  }
}
