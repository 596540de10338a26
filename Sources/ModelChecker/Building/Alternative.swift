/// One of the transitions that a primitive puts at a location.
struct Alternative {
  var condition: Condition = .always
  var front: (queue: DraftQueue, entry: Int)?
  var actions: [DraftAction] = []
  /// The builder's next location when nil.
  var target: Int?
  var failure: FailureKind?
  var expectation: Condition?
  var wakesOne: LocalKey?
  /// Replaces the text of the step's label.
  var text: String?
  /// Replaces what the step's label says it does.
  var operation: OperationKind?
}
