/// What a search leaves out because it can tell that it would find nothing there.
public struct Reduction: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// A set of bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// One order of steps that commute, by strong stubborn sets (Valmari 1989). Every failure of
  /// ``FailureKind`` is stable - once there, no step takes it away - and each set has a successor that
  /// is not expanded yet or is the whole of the enabled steps, so no task is put off for ever: then
  /// every failure that can be reached still is.
  public static let partialOrder = Reduction(rawValue: 1)
  /// One of the states that differ by an exchange of tasks that are copies: the tasks' own cells are
  /// sorted. Shared cells name no task, so this is exact, and schedules keep their length.
  public static let symmetry = Reduction(rawValue: 2)
  /// Both.
  public static let all: Reduction = [.partialOrder, .symmetry]
}
