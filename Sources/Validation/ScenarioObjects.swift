import ModelChecker

/// What the model checker has for each resource of a scenario, by name.
struct ScenarioObjects: Sendable {
  /// A lock in one of the four forms that it can have.
  enum Lock: Sendable {
    case mutex(Mutex)
    case spinlock(Spinlock)
    case semaphore(ReadWriteSemaphore)
    case spinningShared(ReadWriteLock)
  }

  let locks: [String: Lock]
  /// Set once the event was signalled: a signal stays.
  let events: [String: Variable]
  /// Set once the request was issued.
  let requests: [String: Variable]
  /// The readers that grace periods wait for. Here they may sleep: whether they should is another
  /// question than who waits for whom.
  let domains: [String: RCUDomain]
  /// The events that each request, once submitted, has to be completed for.
  let completions: [String: [Variable]]

  init(_ scenario: Scenario, in builder: inout ProgramBuilder) {
    var locks: [String: Lock] = [:]
    for lock in scenario.locks {
      locks[lock.name] =
        switch (lock.isShared, lock.spins) {
        case (false, false): .mutex(builder.mutex(lock.name))
        case (false, true): .spinlock(builder.spinlock(lock.name))
        case (true, false): .semaphore(builder.readWriteSemaphore(lock.name))
        case (true, true): .spinningShared(builder.readWriteLock(lock.name))
        }
    }
    self.locks = locks
    let completed = Set(scenario.completions.values.joined())
    var events: [String: Variable] = [:]
    for event in scenario.events {
      events[event] = builder.variable(event, initial: completed.contains(event) ? 1 : 0)
    }
    self.events = events
    var requests: [String: Variable] = [:]
    for request in scenario.requests {
      requests[request] = builder.variable(
        "\(request) issued", initial: scenario.issued.contains(request) ? 1 : 0)
    }
    self.requests = requests
    var domains: [String: RCUDomain] = [:]
    for domain in scenario.domains { domains[domain] = builder.rcu(domain, isSleepable: true) }
    self.domains = domains
    completions = scenario.completions.mapValues { $0.compactMap { events[$0] } }
  }
}
