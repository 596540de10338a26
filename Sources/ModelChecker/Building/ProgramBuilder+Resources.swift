extension ProgramBuilder {
  /// A variable that all tasks share.
  public mutating func variable(_ name: String, initial: Int = 0) -> Variable {
    cell(name, initial)
  }

  /// A `struct mutex`.
  public mutating func mutex(_ name: String) -> Mutex { Mutex(name: name, held: cell(name)) }

  /// A `struct rw_semaphore`.
  public mutating func readWriteSemaphore(_ name: String) -> ReadWriteSemaphore {
    ReadWriteSemaphore(
      name: name, readers: cell("\(name) readers"), writer: cell("\(name) writer"),
      waitingWriters: cell("\(name) queued writers"))
  }

  /// An `rwlock_t`.
  public mutating func readWriteLock(_ name: String) -> ReadWriteLock {
    ReadWriteLock(
      name: name, readers: cell("\(name) readers"), writer: cell("\(name) writer"),
      waitingWriters: cell("\(name) queued writers"))
  }

  /// A `spinlock_t`.
  public mutating func spinlock(_ name: String) -> Spinlock {
    Spinlock(name: name, held: cell(name))
  }

  /// A `struct semaphore` with its first count.
  public mutating func semaphore(_ name: String, count: Int) -> CountingSemaphore {
    CountingSemaphore(name: name, count: cell(name, count))
  }

  /// A `struct completion`.
  public mutating func completion(_ name: String) -> Completion {
    Completion(name: name, done: cell(name))
  }

  /// A `wait_queue_head_t`.
  public mutating func waitQueue(_ name: String) -> WaitQueue {
    waitQueueCount += 1
    return WaitQueue(name: name, index: waitQueueCount - 1)
  }

  /// A bit that can be waited for.
  public mutating func bit(_ name: String, initiallySet: Bool = false) -> StateBit {
    StateBit(name: name, value: cell(name, initiallySet ? 1 : 0), queue: waitQueue(name))
  }

  /// RCU, or with `isSleepable` one `struct srcu_struct`.
  public mutating func rcu(_ name: String = "rcu", isSleepable: Bool = false) -> RCUDomain {
    domainCount += 1
    return RCUDomain(
      name: name, isSleepable: isSleepable, index: domainCount - 1,
      busy: cell("\(name) grace period"), phase: cell("\(name) phase"),
      firstReaders: cell("\(name) readers 0"), secondReaders: cell("\(name) readers 1"),
      callbacks: cell("\(name) callbacks"))
  }

  /// A function for `call_rcu`; give it a body.
  public mutating func callback(_ name: String, in domain: RCUDomain) -> RCUCallback {
    let callback = RCUCallback(
      name: name, domain: domain, index: callbacks.count, pending: cell("\(name) pending"))
    callbacks.append(callback)
    return callback
  }

  /// A `struct workqueue_struct`.
  ///
  /// `maxActive`: how many of its items run at once; 1 is an ordered queue, nil unbounded.
  public mutating func workQueue(_ name: String, maxActive: Int? = nil) -> WorkQueue {
    let queue = WorkQueue(
      name: name, maxActive: maxActive, index: workQueues.count,
      active: maxActive.map { _ in cell("\(name) active") })
    workQueues.append(queue)
    return queue
  }

  /// A `struct work_struct`, or several of one kind; give it a body.
  public mutating func workItem(
    _ name: String, on queue: WorkQueue, instances: Int = 1
  ) -> WorkItem {
    let item = WorkItem(
      name: name, index: environment.items.count, queue: queue, instances: instances,
      pending: cell("\(name) queued"), running: cell("\(name) running"),
      cancelling: cell("\(name) being cancelled"),
      free: instances > 1 ? cell("\(name) free", instances) : nil)
    environment.items.append(item)
    return item
  }

  /// A `struct timer_list`; give it a body.
  public mutating func timer(_ name: String) -> Timer {
    let timer = Timer(
      name: name, index: timers.count, pending: cell("\(name) pending"),
      running: cell("\(name) running"))
    timers.append(timer)
    return timer
  }

  /// A thread that can be stopped; give it a body.
  public mutating func kernelThread(_ name: String) -> KernelThread {
    let thread = KernelThread(
      name: name, index: threads.count, stopping: cell("\(name) should stop"),
      exited: cell("\(name) exited"))
    threads.append(thread)
    return thread
  }

  /// I/O that hardware completes; give it a body, even if it does nothing.
  public mutating func request(_ name: String) -> Request {
    let request = Request(
      name: name, index: environment.requests.count, inFlight: cell("\(name) in flight"))
    environment.requests.append(request)
    return request
  }

  /// I/O to a stacked device, whose map function the submitter runs under its bio list.
  public mutating func request(
    _ name: String, map: @escaping (inout TaskBuilder) -> Void
  ) -> Request {
    let request = self.request(name)
    environment.maps[request.index] = map
    return request
  }

  /// The page allocator.
  public mutating func memory(_ name: String = "memory", underPressure: Bool = true) -> Memory {
    memoryCount += 1
    return Memory(
      name: name, index: memoryCount - 1, pressure: cell("\(name) pressure", underPressure ? 1 : 0))
  }

  /// What direct reclaim may do: a shrinker, or writing pages out.
  ///
  /// `needs`: the mask bits without which it is passed over.
  public mutating func reclaimer(
    _ name: String, of memory: Memory, needs: AllocationMask,
    _ body: @escaping (inout TaskBuilder) -> Void
  ) {
    environment.reclaimers.append(
      Environment.Reclaimer(memory: memory.index, name: name, needs: needs, body: body))
  }

  /// A `mempool_t` of some elements, over the page allocator or (nil) with the pool as all there is.
  public mutating func memoryPool(
    _ name: String, size: Int, over memory: Memory? = nil
  ) -> MemoryPool {
    MemoryPool(name: name, size: size, available: cell(name, size), memory: memory)
  }

  /// An object with its first count of references.
  public mutating func object(_ name: String, references: Int = 1) -> CountedObject {
    CountedObject(
      name: name, count: cell("\(name) references", references), freed: cell("\(name) freed"))
  }
}
