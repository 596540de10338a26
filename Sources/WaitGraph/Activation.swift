import LockIR
package import RuleCatalog

/// A function that something other than a call starts: a work item, a completion, a method that a
/// system call ends in. What it does in one go is one activation.
package struct Activation: Sendable {
  package let function: FunctionID
  package let context: CallContext
  /// The object on whose behalf it runs: the work item, the timer, the client of a service.
  package let object: ObjectKey?
  /// The summary of the function when it runs so.
  package let summary: SummaryID
  /// Whether it only runs while the module is loaded or unloaded.
  package let isInitialisation: Bool
  /// How its runs keep out of each other's way.
  package let concurrency: Concurrency
  /// Whether what the function runs as is only assumed: it is a method of a table that no contract is
  /// known for, or nothing that was read leads to it.
  package let isAssumed: Bool
  /// Whether nothing that was read has the function's name, by a call or in a table: other code may call it,
  /// or nobody does in this configuration.
  package let isUnreferenced: Bool
  /// Whether it has callers, none of which could be followed.
  package let isCalled: Bool
  /// For what reclaim runs: the bits that an allocation's mask has when it does what the summary says;
  /// nil if it does so whatever the mask.
  package let reclaimMask: Int64?
  /// Whether nobody else can have the object of its first argument any more.
  package let isForLastUser: Bool

  package enum Concurrency: Hashable, Sendable {
    /// Any number of runs at once; each handles its own items.
    case free
    /// One run at a time for one object; a run may handle several items in a loop.
    case perObject
    /// Runs follow one another on this queue or service, with those of other items there.
    case ordered(ObjectKey)
  }
}

extension Activation {
  /// Whether one of two activations' runs keeps the other's waiting.
  func sharesQueue(with other: Activation) -> Bool {
    if function == other.function { return true }
    if case .ordered(let mine) = concurrency, case .ordered(mine) = other.concurrency {
      return true
    }
    return false
  }
}
