import ModelChecker
import RuleCatalog

/// What the vocabulary says of a call, with the name of what it is done to.
struct CodeEffect: Hashable {
  let effect: Effect
  /// As findings name it; nil where it is a parameter or otherwise not known here.
  let resource: String?

  /// Whether the wait graph has it: what a model must not leave out without a word.
  var isLockOrWait: Bool {
    switch effect {
    case .acquire, .release, .releaseIf, .wait, .signal, .arm, .disarm, .schedule, .queue, .flush,
      .sleep,
      .fault:
      true
    case .enter(let kind, _), .leave(let kind, _): kind.family == .section
    case .allocate, .submit, .callback, .createQueue, .testContext, .lastReference, .takeReference,
      .assertHeld,
      .setClass, .attach, .testBit, .setBit, .clearBit, .wake, .currentTask, .noReturn, .ifSet:
      false
    }
  }

  /// Whether a model may say that the call does this.
  func isA(_ operation: OperationKind) -> Bool {
    switch (operation, effect) {
    case (.acquire, .acquire(_, _, _, tries: false, _)): true
    case (.tryAcquire, .acquire(_, _, _, tries: true, _)): true
    case (.release, .release), (.enter, .enter), (.leave, .leave): true
    // A lock that anybody may give back is waited for and signalled.
    case (.wait, .acquire(_, let kind, _, tries: false, _)): kind.mayBeSignalled
    case (.signal, .release(_, let kind, _)): kind.mayBeSignalled
    case (.wait, .wait), (.wait, .flush), (.wait, .schedule), (.wait, .sleep): true
    case (.signal, .signal), (.arm, .arm), (.disarm, .disarm), (.queue, .queue): true
    case (.flush, .flush), (.cancel, .flush): true
    case (.submit, .submit), (.submit, .callback), (.allocate, .allocate), (.sleep, .sleep),
      (.sleep, .fault):
      true
    default: false
    }
  }

  /// Whether the model's name for the resource is that of the code. A model numbers its objects and
  /// calls the two scopes by one word.
  func isOn(_ name: String?) -> Bool {
    guard let name else { return true }
    switch effect {
    case .enter(let kind, _), .leave(let kind, _):
      return kind.rawValue == name.lowercased() || kind.rawValue == "memalloc-\(name)"
    case .submit, .callback, .schedule, .sleep, .fault: return true
    case .allocate(_, pool: nil, _): return true
    default:
      guard let resource else { return true }
      return name == resource || name.hasPrefix(resource + " ")
    }
  }
}
