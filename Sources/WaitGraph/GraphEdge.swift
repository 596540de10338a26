package import RuleCatalog

/// An edge of the lock and wait graph: the first resource may stay unavailable until the second is
/// available.
package struct GraphEdge: Sendable {
  /// What an edge is known from.
  package enum Evidence: Sendable {
    /// A function holds the first over an operation that blocks for the second.
    case hold(HoldEdge)
    /// The first is signalled by a task that blocks for the second before that, or an item that runs before it does.
    case activation(SignalWay)
    /// The first is I/O that this activation submits, and it blocks for the second before it returns.
    case deferred(Activation, submit: EffectID, block: EffectID)
    /// The first is signalled when the second, an I/O, completes: by the last of these activations, each
    /// of which started the next.
    case completion([Activation], signal: EffectID)
    /// The first is over, or provided, only when this activation is, and it blocks for the second.
    case execution(Activation, block: EffectID)
  }

  package let kind: EdgeKind
  package let from: LockUse
  package let to: LockUse
  package let evidence: Evidence

  /// How many guesses the evidence rests on: calls through pointers with several targets.
  package let indirections: Int

  /// The calls of a way that the edge rests on besides its evidence: to what starts the activation.
  package let callsBefore: Int

  /// False if the edge takes for a completion what no interrupt starts: a thread or a work item that
  /// other tasks feed.
  package let isByCompleter: Bool

  /// Whether what signals has signalled once already by the time it blocks.
  package let signalsBefore: Bool

  /// Whether what signals asks for a lock of one object of its own, where the class has others.
  package let isOwnInstance: Bool

  init(
    kind: EdgeKind, from: LockUse, to: LockUse, evidence: Evidence, indirections: Int,
    callsBefore: Int = 0, isByCompleter: Bool = true, signalsBefore: Bool = false,
    isOwnInstance: Bool = false
  ) {
    self.kind = kind
    self.from = from
    self.to = to
    self.evidence = evidence
    self.indirections = indirections
    self.callsBefore = callsBefore
    self.isByCompleter = isByCompleter
    self.signalsBefore = signalsBefore
    self.isOwnInstance = isOwnInstance
  }
}
