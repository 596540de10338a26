/// A task, before the state is laid out.
struct DraftTask: Sendable {
  let name: String
  let context: ExecutionContext
  let copies: Int
  let locationCount: Int
  let start: Int
  let ends: Set<Int>
  let transitions: [DraftTransition]
  /// Its own cells in the order of their first use: key, name, initial value.
  let locals: [(key: LocalKey, name: String, initial: Int)]
  /// Capacity of its bio list; 0 without one.
  let bioListCapacity: Int

  /// The number of each location: 0 for the start, the others in the order in which their steps were
  /// written, so that a program reads like the code that it stands for.
  var numbers: [Int] {
    var numbers = [Int](repeating: -1, count: locationCount)
    var next = 0
    for location in [start] + transitions.map(\.source) + Array(0..<locationCount)
    where numbers[location] < 0 {
      numbers[location] = next
      next += 1
    }
    return numbers
  }
}
