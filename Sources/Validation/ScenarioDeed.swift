/// What an actor of a scenario can do.
package enum ScenarioDeed: Hashable, Sendable {
  /// How a lock is held.
  package enum Use: Hashable, Sendable {
    case exclusive, read
  }

  /// What a section turns off besides sleeping.
  package enum Section: Hashable, Sendable {
    case preemption, softInterrupts, interrupts
  }

  /// Takes a lock, and blocks until it can.
  case acquire(String, Use)
  /// Takes a lock if it can; if not, gives back all that the actor holds and ends it.
  case attempt(String, Use)
  case release(String, Use)
  /// Blocks until the event has been signalled.
  case wait(String)
  case signal(String)
  /// Hands in a request. Under a bio list it is only queued there.
  case submit(String, isQueued: Bool)
  /// Lets the device begin with a request that was queued.
  case issue(String)
  /// The device: stands idle until the request has been issued.
  case serve(String)
  /// Enters or leaves a section in which nothing may sleep.
  case enter(Section)
  case leave(Section)
  /// Becomes, or stops being, one of the readers that a grace period waits for.
  case read(String)
  case stopReading(String)
  /// Blocks until all that read by now have stopped.
  case synchronize(String)
  /// Sleeps for nothing in particular.
  case sleep
  /// Changes nothing; only the schedule shows it.
  case pass
}

extension ScenarioDeed {
  /// The lock, event or request that it is done to.
  var resource: String? {
    switch self {
    case .acquire(let name, _), .attempt(let name, _), .release(let name, _), .wait(let name),
      .signal(let name), .submit(let name, _), .issue(let name), .serve(let name),
      .read(let name), .stopReading(let name), .synchronize(let name):
      name
    case .enter, .leave, .sleep, .pass: nil
    }
  }

  /// The lock that it takes.
  var acquired: String? {
    switch self {
    case .acquire(let name, _), .attempt(let name, _): name
    default: nil
    }
  }

  /// Whether an actor may have to stand still before it.
  var mayBlock: Bool {
    switch self {
    case .acquire, .wait, .serve, .synchronize: true
    default: false
    }
  }

  /// What gives back what it takes.
  var undo: ScenarioDeed? {
    switch self {
    case .acquire(let lock, let use), .attempt(let lock, let use): .release(lock, use)
    case .enter(let section): .leave(section)
    case .read(let domain): .stopReading(domain)
    default: nil
    }
  }

  func acquires(_ lock: String) -> Bool { acquired == lock }

  /// What a schedule calls it where no step of the evidence says.
  var word: String {
    switch self {
    case .acquire(_, .exclusive): "acquire"
    case .acquire(_, .read): "acquire-read"
    case .attempt: "try-acquire"
    case .release: "release"
    case .wait: "wait"
    case .signal: "signal"
    case .submit: "submit"
    case .issue: "issue"
    case .serve: "serve"
    case .enter: "enter"
    case .leave: "leave"
    case .read: "enter"
    case .stopReading: "leave"
    case .synchronize: "wait"
    case .sleep: "sleep"
    case .pass: "pass"
    }
  }
}
