import Findings

/// What the evidence of a finding takes on trust.
///
/// Each call on the way may stand under a condition that the analysis could not decide, and each call
/// through a pointer with several targets is one of several. Evidence that goes over many of them is
/// rarely wrong at each and often wrong as a whole.
struct Doubts: Hashable {
  /// What it weighs that another item of the same queue must be there, in calls.
  private static let anotherItem = 6

  /// What it weighs that a thread which no interrupt starts is taken to complete requests, or that the end of
  /// an I/O is taken for an interrupt, in calls.
  private static let otherStart = 8

  /// What it weighs that the code which sleeps has a way around it, and chooses by something unknown: as a
  /// rule, by whether it may sleep.
  private static let avoidance = 21

  /// What it weighs that a helper takes one of several locks, by a flag of its object, in calls.
  private static let alternative = 20

  /// What it weighs that a call goes to one of several targets, and another is nearer to its origin.
  private static let detour = 21

  /// What it weighs that a step is only taken if a test says so, in calls.
  private static let condition = 11

  /// What it weighs, in calls, that a call is part of a longer way back to a function that is being carried
  /// out: it comes to it with another object, as a rule.
  private static let recursion = 4

  /// What it weighs that two tasks likely mean two objects of one class, in calls.
  private static let otherInstance = 21

  /// What it weighs that a task has signalled once by the time it blocks, in calls.
  private static let signalBefore = 21

  /// What it weighs that the evidence ends at a call, and not at the operation that it is about.
  private static let gap = 21

  /// Calls between functions, over all tasks.
  var calls = 0
  /// Calls among them that chose one of several targets.
  var choices = 0
  /// Items of a queue that must be there besides the one that signals.
  var otherItems = 0
  /// Threads that are taken to complete requests, though no interrupt starts them; ends of I/O that are taken
  /// for interrupts.
  var otherStarts = 0
  /// Operations that may be avoided where the context demands it.
  var avoidable = 0
  /// Locks that a helper takes or leaves by what nobody knows here.
  var alternatives = 0
  /// Calls among the choices for which there is a likelier target.
  var detours = 0
  /// Steps under tests of which the analysis knows nothing.
  var conditions = 0
  /// Calls of ways back to a function that is being carried out, but for the first two of each.
  var recursions = 0
  /// Locks that are likely two objects of one class.
  var otherInstances = 0
  /// Signals that come once more after the one that the waiter may have waited for.
  var signalsBefore = 0
  /// Ways of which the end is missing.
  var gaps = 0

  /// How sure the evidence is for that.
  var confidence: Confidence {
    switch weight {
    case ...10: .high
    case ...20: .medium
    default: .low
    }
  }

  /// The fewer, the better the evidence.
  var weight: Int {
    calls + 3 * choices + Self.anotherItem * otherItems + Self.otherStart * otherStarts
      + Self.avoidance * avoidable + Self.alternative * alternatives
      + Self.detour * detours + Self.condition * conditions
      + Self.recursion * recursions + Self.otherInstance * otherInstances
      + Self.signalBefore * signalsBefore + Self.gap * gaps
  }

  static func + (left: Doubts, right: Doubts) -> Doubts {
    Doubts(
      calls: left.calls + right.calls, choices: left.choices + right.choices,
      otherItems: left.otherItems + right.otherItems,
      otherStarts: left.otherStarts + right.otherStarts,
      avoidable: left.avoidable + right.avoidable,
      alternatives: left.alternatives + right.alternatives, detours: left.detours + right.detours,
      conditions: left.conditions + right.conditions,
      recursions: left.recursions + right.recursions,
      otherInstances: left.otherInstances + right.otherInstances,
      signalsBefore: left.signalsBefore + right.signalsBefore, gaps: left.gaps + right.gaps)
  }
}
