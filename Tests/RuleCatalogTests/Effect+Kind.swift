import RuleCatalog

extension Effect {
  /// The kind of the resource that an effect is about.
  var kind: ResourceKind? {
    switch self {
    case .acquire(_, let kind, _, _, _), .release(_, let kind, _),
      .releaseIf(_, let kind, _, _), .enter(let kind, _),
      .leave(let kind, _), .wait(_, let kind, _, _), .signal(_, let kind, _),
      .queue(_, let kind, _), .flush(_, let kind, _):
      kind
    case .arm, .disarm: .waitQueue
    case .schedule, .allocate, .submit, .callback, .createQueue, .sleep, .fault, .testContext,
      .assertHeld, .lastReference, .takeReference, .setClass, .attach, .testBit, .setBit, .clearBit,
      .wake, .currentTask, .noReturn, .ifSet:
      nil
    }
  }
}
