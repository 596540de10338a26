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
}
