import ModelChecker

/// Numbers from a seed: SplitMix64, so that a printed seed is the same program everywhere.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}

/// A small program over most primitives. Every task ends or waits at a valid end, so that whatever is
/// stuck in part is stuck as a whole in the end, which is what Spin can see.
struct RandomProgram {
  private struct Resources {
    var mutexes: [Mutex] = []
    var semaphores: [ReadWriteSemaphore] = []
    var spinlocks: [Spinlock] = []
    var counters: [CountingSemaphore] = []
    var completions: [Completion] = []
    var queues: [WaitQueue] = []
    var flags: [Variable] = []
    var bits: [StateBit] = []
    var domain: RCUDomain?
    var callback: RCUCallback?
    var items: [WorkItem] = []
    var workQueue: WorkQueue?
    var timer: Timer?
    var request: Request?
    var stacked: Request?
    var object: CountedObject?
    var readWriteLock: ReadWriteLock?
    var pool: MemoryPool?
    var memory: Memory?
    var thread: KernelThread?
  }

  private var numbers: SeededNumbers
  private var resources = Resources()
  /// Inside a body that somebody starts: it starts nothing itself, or it could go on for ever.
  private var isServant = false
  private var mayRunForEver = false

  /// With `mayRunForEver`, servants start each other and interrupts never stop.
  static func make(seed: Int, mayRunForEver: Bool = false) throws -> Program {
    var random = RandomProgram(numbers: SeededNumbers(seed: seed))
    random.mayRunForEver = mayRunForEver
    return try random.build(seed)
  }

  private init(numbers: SeededNumbers) { self.numbers = numbers }

  private mutating func build(_ seed: Int) throws -> Program {
    var builder = ProgramBuilder("random \(seed)")
    declare(&builder)
    let tasks = 2 + numbers.below(2)
    for index in 0..<tasks {
      let copies = numbers.chance(25) ? 2 : 1
      let own = SeededNumbers(seed: Int(truncatingIfNeeded: numbers.next() >> 1))
      let copy = RandomProgram(numbers: own, resources: resources)
      let handle = builder.task("task\(index)", copies: copies) { task in
        var steps = copy
        steps.sequence(&task, length: 2 + steps.numbers.below(3), depth: 2, mayBlock: true)
      }
      if copies == 1, !resources.spinlocks.isEmpty, numbers.chance(20) {
        let lock = resources.spinlocks[0]
        let left = builder.variable("irqs left", initial: 1)
        let runsForEver = mayRunForEver
        builder.interrupt(
          "irq\(index)", of: handle, soft: numbers.chance(50), when: left.isSet
        ) {
          if !runsForEver { $0.subtract(1, from: left) }
          $0.lock(lock)
          $0.unlock(lock)
        }
      }
    }
    if mayRunForEver, numbers.chance(40) { addRunner(&builder) }
    return try builder.build()
  }

  /// A task that never ends, and wakes others only if its values say so.
  private mutating func addRunner(_ builder: inout ProgramBuilder) {
    let own = RandomProgram(
      numbers: SeededNumbers(seed: Int(truncatingIfNeeded: numbers.next() >> 1)),
      resources: resources)
    let phase = builder.variable("phase")
    builder.task("runner") { task in
      var steps = own
      task.loop {
        let wakes = steps.numbers.chance(30)
        $0.set(phase, to: 1)
        $0.branch(if: phase.equals(wakes ? 1 : 0)) {
          for _ in 0..<3 { steps.step(&$0, depth: 1, mayBlock: false) }
        }
        $0.set(phase, to: 0)
      }
    }
  }

  private init(numbers: SeededNumbers, resources: Resources) {
    self.numbers = numbers
    self.resources = resources
  }

  private mutating func declare(_ builder: inout ProgramBuilder) {
    for index in 0..<(1 + numbers.below(2)) {
      resources.mutexes.append(builder.mutex("m\(index)"))
    }
    if numbers.chance(40) { resources.semaphores.append(builder.readWriteSemaphore("rw")) }
    if numbers.chance(30) { resources.spinlocks.append(builder.spinlock("spin")) }
    if numbers.chance(30) {
      resources.counters.append(builder.semaphore("sem", count: numbers.below(2)))
    }
    if numbers.chance(40) { resources.completions.append(builder.completion("done")) }
    if numbers.chance(40) { resources.queues.append(builder.waitQueue("wq")) }
    resources.flags.append(builder.variable("flag"))
    if numbers.chance(30) { resources.bits.append(builder.bit("bit")) }
    if numbers.chance(20) { resources.object = builder.object("object", references: 2) }
    if numbers.chance(25) {
      let domain = builder.rcu("rcu", isSleepable: numbers.chance(30))
      resources.domain = domain
      if numbers.chance(40) { resources.callback = builder.callback("callback", in: domain) }
    }
    if numbers.chance(30) {
      let queue = builder.workQueue("work", maxActive: numbers.chance(50) ? 1 : nil)
      resources.workQueue = queue
      resources.items = (0..<(1 + numbers.below(2))).map { builder.workItem("w\($0)", on: queue) }
    }
    if numbers.chance(15) { resources.readWriteLock = builder.readWriteLock("rwlock") }
    if numbers.chance(20) {
      let mutex = resources.mutexes[0]
      let memory = builder.memory("memory", underPressure: numbers.chance(70))
      resources.memory = memory
      builder.reclaimer("shrinker", of: memory, needs: numbers.chance(50) ? .io : []) {
        $0.lock(mutex)
        $0.unlock(mutex)
      }
      if numbers.chance(50) { resources.pool = builder.memoryPool("pool", size: 1, over: memory) }
    }
    if numbers.chance(15) { resources.thread = builder.kernelThread("thread") }
    if numbers.chance(20) { resources.timer = builder.timer("timer") }
    if numbers.chance(25) {
      let request = builder.request("bio")
      resources.request = request
      if numbers.chance(50) {
        let mutex = resources.mutexes[0]
        resources.stacked = builder.request("stacked") {
          $0.submit(request)
          $0.lock(mutex)
          $0.unlock(mutex)
        }
      }
    }
    bodies(&builder)
  }

  private mutating func bodies(_ builder: inout ProgramBuilder) {
    let all = resources
    let runsForEver = mayRunForEver
    func steps(_ length: Int, mayBlock: Bool) -> (inout TaskBuilder) -> Void {
      let own = SeededNumbers(seed: Int(truncatingIfNeeded: numbers.next() >> 1))
      return { task in
        var copy = RandomProgram(numbers: own, resources: all)
        copy.isServant = !runsForEver
        copy.sequence(&task, length: length, depth: 1, mayBlock: mayBlock)
      }
    }
    for item in resources.items { builder.body(of: item, steps(1, mayBlock: true)) }
    if let thread = resources.thread { builder.body(of: thread, steps(2, mayBlock: true)) }
    if let timer = resources.timer { builder.body(of: timer, steps(1, mayBlock: false)) }
    if let callback = resources.callback { builder.body(of: callback, steps(1, mayBlock: false)) }
    if let request = resources.request { builder.body(of: request, steps(1, mayBlock: false)) }
  }

  /// A few steps; what is taken is mostly given back.
  private mutating func sequence(
    _ task: inout TaskBuilder, length: Int, depth: Int, mayBlock: Bool
  ) {
    for _ in 0..<length { step(&task, depth: depth, mayBlock: mayBlock) }
  }

  private mutating func nested(
    _ task: inout TaskBuilder, _ depth: Int, _ mayBlock: Bool
  ) {
    if depth > 0 {
      sequence(&task, length: 1 + numbers.below(2), depth: depth - 1, mayBlock: mayBlock)
    }
  }

  private mutating func step(_ task: inout TaskBuilder, depth: Int, mayBlock: Bool) {
    switch numbers.below(mayBlock ? 26 : 8) {
    case 0: if let flag = resources.flags.first { task.set(flag, to: numbers.chance(70) ? 1 : 0) }
    case 1: if let done = resources.completions.first { task.complete(done) }
    case 2:
      if let queue = resources.queues.first {
        if numbers.chance(60) { task.wakeUp(queue) } else { task.wakeUpAll(queue) }
      }
    case 3: if let counter = resources.counters.first { task.up(counter) }
    case 4: if let bit = resources.bits.first { task.clearBitAndWake(bit) }
    case 5:
      if !isServant, let item = resources.items.randomElement(using: &numbers) {
        task.queue(item)
      }
    case 6:
      if let spin = resources.spinlocks.first {
        let mode: InterruptMode = numbers.chance(50) ? .interruptsOff : .plain
        task.lock(spin, mode)
        if numbers.chance(15) { nested(&task, depth, mayBlock) }
        task.unlock(spin, mode)
      }
    case 7:
      if let object = resources.object {
        if numbers.chance(50) { task.use(object) } else { task.put(object) { $0.free(object) } }
      }
    case 8, 9, 10:
      if let mutex = resources.mutexes.randomElement(using: &numbers) {
        task.lock(mutex)
        nested(&task, depth, mayBlock)
        task.unlock(mutex)
      }
    case 11, 12: readOrWrite(&task, depth)
    case 13: if let done = resources.completions.first { task.wait(for: done) }
    case 14:
      if let queue = resources.queues.first, let flag = resources.flags.first {
        task.wait(on: queue, until: flag.isSet, exclusive: numbers.chance(30))
      }
    case 15: if let counter = resources.counters.first { task.down(counter) }
    case 16:
      if let bit = resources.bits.first {
        if numbers.chance(50) { task.lockBit(bit) } else { task.waitOnBit(bit) }
      }
    case 17:
      if let domain = resources.domain {
        task.readLock(domain)
        if numbers.chance(30) { nested(&task, depth, mayBlock) }
        task.readUnlock(domain)
      }
    case 18: waitForOthers(&task)
    case 19:
      if !isServant, let request = numbers.chance(50) ? resources.stacked : resources.request {
        task.submit(request)
      }
    case 20:
      var first = self
      first.numbers = SeededNumbers(seed: Int(truncatingIfNeeded: numbers.next() >> 1))
      task.choose([{ $0.skip() }, { first.step(&$0, depth: depth, mayBlock: mayBlock) }])
    case 21:
      if let lock = resources.readWriteLock {
        if numbers.chance(60) {
          task.lockRead(lock)
          task.unlockRead(lock)
        } else {
          task.lockWrite(lock)
          task.unlockWrite(lock)
        }
      }
    case 22: allocate(&task)
    case 23:
      if let mutex = resources.mutexes.first {
        task.tryLock(mutex, taken: { $0.unlock(mutex) })
      }
    case 24: if !isServant, let thread = resources.thread { task.stop(thread) }
    default:
      if let flag = resources.flags.first {
        var first = self
        first.numbers = SeededNumbers(seed: Int(truncatingIfNeeded: numbers.next() >> 1))
        task.branch(if: flag.isSet) { first.step(&$0, depth: depth, mayBlock: mayBlock) }
      }
    }
  }

  private mutating func allocate(_ task: inout TaskBuilder) {
    if let pool = resources.pool, numbers.chance(50) {
      task.allocate(from: pool, numbers.chance(80) ? .noIO : .noWait)
      if numbers.chance(70) { task.free(to: pool) }
    } else if let memory = resources.memory {
      let old = task.variable("old")
      let isScoped = numbers.chance(30)
      if isScoped { task.save(.noIO, in: old) }
      task.allocate(memory, numbers.chance(60) ? .kernel : .noIO)
      if isScoped { task.restore(.noIO, from: old) }
    }
  }

  private mutating func readOrWrite(_ task: inout TaskBuilder, _ depth: Int) {
    guard let lock = resources.semaphores.first else { return }
    if numbers.chance(60) {
      task.lockRead(lock)
      nested(&task, depth, true)
      task.unlockRead(lock)
    } else {
      task.lockWrite(lock)
      nested(&task, depth, true)
      task.unlockWrite(lock)
    }
  }

  private mutating func waitForOthers(_ task: inout TaskBuilder) {
    switch numbers.below(5) {
    case 0:
      if let item = resources.items.first {
        if numbers.chance(60) { task.flush(item) } else { task.cancel(item) }
      }
    case 1:
      if let timer = resources.timer {
        if !isServant, numbers.chance(60) { task.start(timer) } else { task.deleteSync(timer) }
      }
    case 2: if let domain = resources.domain { task.synchronize(domain) }
    case 3: if !isServant, let callback = resources.callback { task.call(callback) }
    default: if let queue = resources.workQueue { task.flush(queue) }
    }
  }
}
