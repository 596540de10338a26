/// A transition, before the state is laid out.
struct DraftTransition: Sendable {
  var source: Int
  var target: Int
  var guards: [DraftTerm]
  /// The front of this queue must be this entry; nil needs no queue.
  var front: (queue: DraftQueue, entry: Int)?
  var actions: [DraftAction]
  var failure: FailureKind?
  var expectation: [[DraftTerm]]
  /// Becomes one transition for each task that has this cell set, which clears it, and one for
  /// when nobody has.
  var wakesOne: LocalKey?
  var label: Label
}
