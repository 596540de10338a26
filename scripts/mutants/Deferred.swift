/// The functions of a file that others wait for, and what they take before these can go on.
struct Deferred {
  private let source: Source

  init(_ source: Source) { self.source = source }

  /// The mutex that a work item's function takes, as the one who waits for the item names it.
  func mutexOfWorker(of work: Substring) -> Substring? {
    let setups =
      source.text.matches(of: #/INIT_(?:DELAYED_)?WORK\((&[^,;]+),\s*(\w+)\)/#).map(\.output)
      + source.text.matches(of: #/DECLARE_(?:DELAYED_)?WORK\((\w+),\s*(\w+)\)/#).map(\.output)
    return lock(of: work, in: setups) { $0.lockedMutex }
  }

  /// The spinlock that a timer's function takes, as the one who waits for the timer names it.
  func spinlockOfTimer(_ timer: Substring) -> Substring? {
    let setups =
      source.text.matches(of: #/timer_setup\((&[^,;]+),\s*(\w+)/#).map(\.output)
      + source.text.matches(of: #/DEFINE_TIMER\((\w+),\s*(\w+)\)/#).map(\.output)
    return lock(of: timer, in: setups) { $0.spun }
  }

  private func lock(
    of item: Substring, in setups: [(Substring, Substring, Substring)],
    _ taken: @escaping (Line) -> Substring?
  ) -> Substring? {
    let field = Source.field(item)
    let names = Set(setups.filter { Source.field($0.1) == field }.map(\.2))
    guard names.count == 1, let name = names.first,
      let body = source.bodies.first(where: { $0.name == name })
    else { return nil }
    let text = source.lines[body.range].joined(separator: " ")
    let object = text.matches(
      of:
        #/(\w+)\s*=\s*(?:container_of\(\w+,\s*struct \w+,\s*(\w+)[\w.]*\)|from_timer\(\w+,\s*\w+,\s*(\w+)\))/#
    ).first { $0.output.2 == field || $0.output.3 == field }?.output.1
    return source.lines[body.range].lazy.compactMap {
      taken(Line($0)).flatMap { named($0, object: object, for: item) }
    }.first
  }

  /// The mutex that every function that completes something takes before, or each of its callers, as the one
  /// who waits names it.
  func mutexOfSignaller(of event: Substring) -> Substring? {
    let field = Source.field(event)
    let locks = source.bodies.flatMap { body in
      body.range.flatMap { number -> [Substring?] in
        guard let signalled = Line(source.lines[number]).signalled,
          Source.field(signalled) == field
        else { return [] }
        let object = Source.owner(signalled)
        if let lock = mutex(of: object, for: event, in: body, before: number) { return [lock] }
        return source.bodies.flatMap { caller in
          caller.range.filter { source.lines[$0].contains("\t\(body.name)(") }.map {
            mutex(of: object, for: event, in: caller, before: $0)
          }
        } + [nil].filter { _ in !source.isCalled(body) }
      }
    }
    guard let lock = locks.first, Set(locks).count == 1 else { return nil }
    return lock
  }

  /// The lines that signal an event of the file, if all of them are in functions that may sleep, and nothing there
  /// keeps them from it; nil otherwise.
  func sleepingSignallers(of event: Substring) -> [Int]? {
    let field = Source.field(event)
    guard source.declares(event) else { return nil }
    var result: [Int] = []
    for body in source.bodies {
      for number in body.range {
        guard let signalled = Line(source.lines[number]).signalled,
          Source.field(signalled) == field
        else { continue }
        guard source.standsAlone(number), !source.spins(in: body, before: number), sleeps(body)
        else { return nil }
        result.append(number)
      }
    }
    return result.isEmpty ? nil : result
  }

  /// Whether a function sleeps, or a caller of it, or it is one that a task of its own runs.
  private func sleeps(_ body: Source.Body) -> Bool {
    let callers = source.bodies.filter { $0.calls.contains(body.name[...]) }
    return (callers + [body]).contains { source.lines[$0.range].contains { Line($0).sleeps } }
      || source.text.contains("_WORK(") && source.text.contains(", \(body.name));")
      || source.text.contains("kthread_run(\(body.name),")
  }

  /// The first mutex that a function takes before a line, as another one names it.
  private func mutex(
    of object: Substring?, for event: Substring, in body: Source.Body, before number: Int
  ) -> Substring? {
    source.lines[body.range.lowerBound..<number].lazy.compactMap {
      Line($0).lockedMutex.flatMap { named($0, object: object, for: event) }
    }.first
  }

  /// A lock of the file, or of an object that the other function calls otherwise.
  private func named(_ lock: Substring, object: Substring?, for item: Substring) -> Substring? {
    if lock.wholeMatch(of: #/&\w+/#) != nil { return lock }
    guard let object, Source.owner(lock) == object, let owner = Source.owner(item) else {
      return nil
    }
    return "&\(owner)->\(Source.field(lock))"
  }
}
