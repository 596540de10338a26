/// A `struct completion`.
///
/// Source: kernel/sched/completion.c. `complete_all` sticks until it is initialised again. Costs
/// one byte.
public struct Completion: Hashable, Sendable {
  /// Its name.
  public let name: String
  let done: Variable

  /// What `complete_all` sets; `complete` stops counting below it, as `UINT_MAX` in the kernel.
  static let all = 255

  /// A wait would return at once.
  public var isDone: Condition { done.isSet }
}
