/// Declares the resources and tasks of a program, and lowers them to one.
///
/// ```swift
/// var builder = ProgramBuilder("abba")
/// let a = builder.mutex("a")
/// let b = builder.mutex("b")
/// builder.task("first") { $0.lock(a); $0.lock(b); $0.unlock(b); $0.unlock(a) }
/// builder.task("second") { $0.lock(b); $0.lock(a); $0.unlock(a); $0.unlock(b) }
/// let result = Explorer().explore(try builder.build())
/// ```
///
/// Resources may be declared in any order; bodies are run by ``build()``.
public struct ProgramBuilder {
  /// What one body belongs to, besides being a task.
  enum Role: Hashable {
    case plain
    case work(Int)
    case timer(Int)
    case thread(Int)
    case callback(Int)
    case request(Int)
    case interrupt(task: Int, soft: Bool)
  }

  struct Declaration {
    let name: String
    let context: ExecutionContext
    let copies: Int
    let role: Role
    let body: (inout TaskBuilder) -> Void
  }

  /// The name of the program.
  public let name: String
  /// How many entries a task's bio list can hold; one more is an overflow.
  public var bioListCapacity: Int {
    get { environment.bioListCapacity }
    set { environment.bioListCapacity = newValue }
  }

  var cells: [(name: String, initial: Int)] = []
  var declarations: [Declaration] = []
  var environment = Environment()
  var workQueues: [WorkQueue] = []
  var waitQueueCount = 0
  var domainCount = 0
  var timers: [Timer] = []
  var threads: [KernelThread] = []
  var callbacks: [RCUCallback] = []
  var memoryCount = 0
  var interrupted: [Int: (hard: Variable, soft: Variable)] = [:]

  /// An empty program.
  public init(_ name: String) { self.name = name }

  mutating func cell(_ name: String, _ initial: Int = 0) -> Variable {
    cells.append((name, initial))
    return Variable(name: name, reference: .shared(cells.count - 1))
  }

  // MARK: Tasks

  /// A task in process context that runs once.
  ///
  /// `copies`: how many tasks do the same; the search knows them to be interchangeable.
  @discardableResult
  public mutating func task(
    _ name: String, copies: Int = 1, in context: ExecutionContext = .process,
    _ body: @escaping (inout TaskBuilder) -> Void
  ) -> TaskHandle {
    declare(name, context, copies: copies, .plain, body)
  }

  /// What a work item does. A worker of its own runs it each time it has been queued and its queue
  /// lets it start.
  public mutating func body(of item: WorkItem, _ body: @escaping (inout TaskBuilder) -> Void) {
    declare(item.name, .work, copies: item.instances, .work(item.index)) { task in
      Self.serve(item, &task, body)
    }
  }

  /// What a timer does when it expires.
  public mutating func body(of timer: Timer, _ body: @escaping (inout TaskBuilder) -> Void) {
    declare(timer.name, .timer, copies: 1, .timer(timer.index)) { task in
      task.loop {
        $0.idle()
        $0.emit(
          $0.label(.start, "\(timer.name) expires", timer.name, nil),
          [
            Alternative(
              condition: timer.pending.isSet,
              actions: [.set(timer.pending.reference, 0), .set(timer.running.reference, 1)])
          ])
        body(&$0)
        $0.emit(
          $0.label(.finish, "\(timer.name) returns", timer.name, nil),
          [Alternative(actions: [.set(timer.running.reference, 0)])])
      }
    }
  }

  /// What a thread does; at its end `kthread_stop` returns.
  public mutating func body(
    of thread: KernelThread, _ body: @escaping (inout TaskBuilder) -> Void
  ) {
    declare(thread.name, .kthread, copies: 1, .thread(thread.index)) { task in
      body(&task)
      task.emit(
        task.label(.finish, "\(thread.name) returns", thread.name, nil),
        [Alternative(actions: [.set(thread.exited.reference, 1)])])
    }
  }

  /// What an RCU callback does, after its grace period.
  public mutating func body(
    of callback: RCUCallback, _ body: @escaping (inout TaskBuilder) -> Void
  ) {
    declare(callback.name, .rcuCallback, copies: 1, .callback(callback.index)) { task in
      task.loop {
        $0.idle()
        let label = $0.label(.start, "grace period of \(callback.name)", callback.name, nil)
        $0.emit(
          label,
          [
            Alternative(
              condition: callback.pending.isSet,
              actions: [.subtract(callback.pending.reference, 1)])
          ])
        $0.gracePeriod(of: callback.domain, label, sleeps: false)
        body(&$0)
        $0.emit(
          $0.label(.finish, "\(callback.name) returns", callback.name, nil),
          [Alternative(actions: [.subtract(callback.domain.callbacks.reference, 1)])])
      }
    }
  }

  /// What happens when the device has completed a request: its `bi_end_io`, which may not sleep.
  public mutating func body(
    of request: Request, in context: ExecutionContext = .device,
    _ body: @escaping (inout TaskBuilder) -> Void
  ) {
    declare(request.name, context, copies: 1, .request(request.index)) { task in
      task.loop {
        $0.idle()
        $0.emit(
          $0.label(.complete, "device completes \(request.name)", request.name, nil),
          [
            Alternative(
              condition: request.inFlight.isSet,
              actions: [.subtract(request.inFlight.reference, 1)])
          ])
        body(&$0)
      }
    }
  }

  /// A handler that interrupts a task: while it runs the task does not, and it starts only while
  /// the task (or, for a soft one, an interrupt of it) has not turned such interrupts off.
  ///
  /// - `soft`: a soft interrupt, which interrupts can interrupt in turn.
  /// - `condition`: when it may start; it may start again and again.
  @discardableResult
  public mutating func interrupt(
    _ name: String, of task: TaskHandle, soft: Bool = false, when condition: Condition = .always,
    _ body: @escaping (inout TaskBuilder) -> Void
  ) -> TaskHandle {
    let active = activity(of: task)
    let own = soft ? active.soft : active.hard
    return declare(
      name, soft ? .softirq : .irq, copies: 1, .interrupt(task: task.index, soft: soft)
    ) { builder in
      builder.loop {
        $0.idle()
        $0.emit(
          $0.label(.start, "\(name) interrupts \(task.name)", name, nil),
          [
            Alternative(
              condition: .all(
                [condition, own.isClear] + Self.enabled(task.index, soft: soft)
                  + (soft ? [active.hard.isClear] : [])),
              actions: [.set(own.reference, 1)])
          ])
        body(&$0)
        $0.emit(
          $0.label(.finish, "\(name) returns", name, nil),
          [Alternative(actions: [.set(own.reference, 0)])])
      }
    }
  }

  private mutating func activity(of task: TaskHandle) -> (hard: Variable, soft: Variable) {
    if let known = interrupted[task.index] { return known }
    let new = (
      hard: cell("irq runs on \(task.name)"), soft: cell("softirq runs on \(task.name)")
    )
    interrupted[task.index] = new
    return new
  }

  private static func enabled(_ task: Int, soft: Bool) -> [Condition] {
    let keys: [LocalKey] = soft ? [.interruptsOff, .softInterruptsOff] : [.interruptsOff]
    return keys.map {
      Variable(name: "off", reference: .foreign(task: task, $0)).isClear
    }
  }

  @discardableResult
  private mutating func declare(
    _ name: String, _ context: ExecutionContext, copies: Int, _ role: Role,
    _ body: @escaping (inout TaskBuilder) -> Void
  ) -> TaskHandle {
    declarations.append(
      Declaration(name: name, context: context, copies: copies, role: role, body: body))
    return TaskHandle(name: name, index: declarations.count - 1)
  }

  private static func serve(
    _ item: WorkItem, _ task: inout TaskBuilder, _ body: (inout TaskBuilder) -> Void
  ) {
    var start = Alternative(
      condition: item.pending.isSet,
      actions: [.subtract(item.pending.reference, 1), .add(item.running.reference, 1)])
    var finish: [DraftAction] = [.subtract(item.running.reference, 1)]
    if let limit = item.queue.maxActive, let active = item.queue.active {
      start.condition = .all([start.condition, active.isLess(than: .constant(limit))])
      start.front = (.work(item.queue.index), item.index + 1)
      start.actions += [.pop(.work(item.queue.index)), .add(active.reference, 1)]
      finish.append(.subtract(active.reference, 1))
    }
    if let free = item.free { finish.append(.add(free.reference, 1)) }
    finish.append(.decrementEvery(.flushing(item.index)))
    task.loop {
      $0.idle()
      $0.emit($0.label(.start, "worker starts \(item.name)", item.name, nil), [start])
      body(&$0)
      $0.emit(
        $0.label(.finish, "\(item.name) returns", item.name, nil), [Alternative(actions: finish)])
    }
  }
}
