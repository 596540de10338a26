import Findings
import ModelChecker

/// Writes one actor's steps as a task of the model checker.
struct ActorScript: Sendable {
  let actor: ScenarioActor
  /// The index of its first step among those of all actors.
  let firstStep: Int
  let objects: ScenarioObjects
  /// Blocking counts only where the actor would really have to sleep, so that the schedule shows for
  /// whom.
  let isAtomic: Bool
  /// Whether sections matter: in a plain cycle nobody asks who may sleep.
  let keepsSections: Bool

  func write(_ task: inout TaskBuilder) {
    let end = task.newPlace()
    // Where each try that fails goes on: behind all that it would have done with the lock.
    var skips: [Int: Place] = [:]
    if actor.isAtomic { task.disablePreemption() }
    for (index, step) in actor.steps.enumerated() {
      if let place = skips[index] { task.put(place) }
      let site = Site(step.move.action, payload: firstStep + index)
      if case .attempt(let name, let use) = step.deed, let lock = objects.locks[name] {
        let (next, held) = afterFailing(index)
        let place = next.map { skips[$0] ?? task.newPlace() } ?? end
        if let next { skips[next] = place }
        attempt(lock, use, site, &task) { task in
          for deed in held.reversed() { write(deed, site, &task) }
          task.jump(to: place)
        }
      } else {
        write(step.deed, site, &task)
      }
    }
    if let place = skips[actor.steps.count] { task.put(place) }
    task.put(end)
    if actor.isAtomic { task.enablePreemption() }
  }

  /// The first step after a try at which the actor holds what it held before: there it goes on without the
  /// lock. If there is none, it gives all back and ends.
  private func afterFailing(_ attempt: Int) -> (next: Int?, held: [ScenarioDeed]) {
    var held: [ScenarioDeed] = []
    var before: [ScenarioDeed] = []
    for (index, step) in actor.steps.enumerated() {
      if index == attempt { before = held }
      if let undo = step.deed.undo {
        held.append(undo)
      } else if let position = held.lastIndex(of: step.deed) {
        held.remove(at: position)
      }
      if index > attempt, held == before { return (index + 1, []) }
    }
    return (nil, before)
  }

  private func write(_ deed: ScenarioDeed, _ site: Site, _ task: inout TaskBuilder) {
    switch deed {
    case .acquire(let name, let use):
      guard let lock = objects.locks[name] else { return }
      acquire(lock, use, site, &task)
    case .release(let name, let use):
      guard let lock = objects.locks[name] else { return }
      release(lock, use, site, &task)
    case .wait(let name):
      guard let event = objects.events[name] else { return }
      if isAtomic {
        task.branch(
          if: event.isSet, at: site, then: { _ in }, else: { $0.mightSleep(at: site) })
      }
      task.await(event.isSet, at: site)
    case .signal(let name):
      guard let event = objects.events[name] else { return }
      task.set(event, to: 1, at: site)
    case .submit(let name, let isQueued):
      guard let request = objects.requests[name] else { return }
      let events = objects.completions[name] ?? []
      task.step(
        events.map { .set($0, 0) } + (isQueued ? [] : [.set(request, 1)]), at: site)
    case .issue(let name):
      guard let request = objects.requests[name] else { return }
      task.set(request, to: 1, at: site)
    case .serve(let name):
      guard let request = objects.requests[name] else { return }
      if actor.interrupted == nil { task.idle() }
      task.await(request.isSet, at: site)
    case .read(let name):
      guard let domain = objects.domains[name] else { return }
      task.readLock(domain, at: site)
    case .stopReading(let name):
      guard let domain = objects.domains[name] else { return }
      task.readUnlock(domain, at: site)
    case .synchronize(let name):
      guard let domain = objects.domains[name] else { return }
      task.synchronize(domain, at: site)
    case .enter(let section): enter(section, site, &task)
    case .leave(let section): leave(section, site, &task)
    case .sleep: if isAtomic { task.mightSleep(at: site) } else { task.skip(at: site) }
    case .attempt, .pass: task.skip(at: site)
    }
  }

  // MARK: Locks

  /// In a scenario about sleeping, a lock that is free is taken without sleeping.
  private func acquire(
    _ lock: ScenarioObjects.Lock, _ use: ScenarioDeed.Use, _ site: Site, _ task: inout TaskBuilder
  ) {
    guard isAtomic else { return block(lock, use, site, &task) }
    switch lock {
    case .spinlock, .spinningShared: block(lock, use, site, &task)
    case .mutex, .semaphore:
      attempt(lock, use, site, &task) { task in
        task.mightSleep(at: site)
        block(lock, use, site, &task)
      }
    }
  }

  private func block(
    _ lock: ScenarioObjects.Lock, _ use: ScenarioDeed.Use, _ site: Site, _ task: inout TaskBuilder
  ) {
    switch (lock, use) {
    case (.mutex(let mutex), _): task.lock(mutex, at: site)
    case (.spinlock(let spinlock), _): task.lock(spinlock, at: site)
    case (.semaphore(let semaphore), .read): task.lockRead(semaphore, at: site)
    case (.semaphore(let semaphore), .exclusive): task.lockWrite(semaphore, at: site)
    case (.spinningShared(let lock), .read): task.lockRead(lock, at: site)
    case (.spinningShared(let lock), .exclusive): task.lockWrite(lock, at: site)
    }
  }

  private func release(
    _ lock: ScenarioObjects.Lock, _ use: ScenarioDeed.Use, _ site: Site, _ task: inout TaskBuilder
  ) {
    switch (lock, use) {
    case (.mutex(let mutex), _): task.unlock(mutex, at: site)
    case (.spinlock(let spinlock), _): task.unlock(spinlock, at: site)
    case (.semaphore(let semaphore), .read): task.unlockRead(semaphore, at: site)
    case (.semaphore(let semaphore), .exclusive): task.unlockWrite(semaphore, at: site)
    case (.spinningShared(let lock), .read): task.unlockRead(lock, at: site)
    case (.spinningShared(let lock), .exclusive): task.unlockWrite(lock, at: site)
    }
  }

  private func attempt(
    _ lock: ScenarioObjects.Lock, _ use: ScenarioDeed.Use, _ site: Site, _ task: inout TaskBuilder,
    busy: (inout TaskBuilder) -> Void
  ) {
    switch (lock, use) {
    case (.mutex(let mutex), _):
      task.tryLock(mutex, at: site, taken: { _ in }, busy: busy)
    case (.spinlock(let spinlock), _):
      task.tryLock(spinlock, at: site, taken: { _ in }, busy: busy)
    case (.semaphore(let semaphore), .read):
      task.tryLockRead(semaphore, at: site, taken: { _ in }, busy: busy)
    case (.semaphore(let semaphore), .exclusive):
      task.tryLockWrite(semaphore, at: site, taken: { _ in }, busy: busy)
    case (.spinningShared(let lock), .read):
      task.tryLockRead(lock, at: site, taken: { _ in }, busy: busy)
    case (.spinningShared(let lock), .exclusive):
      task.tryLockWrite(lock, at: site, taken: { _ in }, busy: busy)
    }
  }

  // MARK: Sections

  private func enter(
    _ section: ScenarioDeed.Section, _ site: Site, _ task: inout TaskBuilder
  ) {
    guard keepsSections else { return }
    switch section {
    case .preemption: task.disablePreemption(at: site)
    case .softInterrupts: task.disable(.softInterruptsOff, at: site)
    case .interrupts: task.disable(.interruptsOff, at: site)
    }
  }

  private func leave(
    _ section: ScenarioDeed.Section, _ site: Site, _ task: inout TaskBuilder
  ) {
    guard keepsSections else { return }
    switch section {
    case .preemption: task.enablePreemption(at: site)
    case .softInterrupts: task.enable(.softInterruptsOff, at: site)
    case .interrupts: task.enable(.interruptsOff, at: site)
    }
  }
}
