/// What a resource is: a lock, an event, an execution, an I/O, or a section in which rules apply.
package enum ResourceKind: String, Hashable, Sendable, Codable, CaseIterable {
  // Locks: one holder, or several readers.
  case mutex, rwsem, spinlock, rwlock, semaphore, seqlock
  case rtMutex = "rt-mutex"
  case wwMutex = "ww-mutex"
  case percpuRwsem = "percpu-rwsem"
  case bitLock = "bit-lock"
  case folioLock = "folio-lock"
  case bufferLock = "buffer-lock"
  /// Keeps out what runs on the same processor.
  case localLock = "local-lock"
  /// What a `spinlock_t` and a `rwlock_t` are on PREEMPT_RT: who waits for one sleeps.
  case sleepingSpinlock = "sleeping-spinlock"
  case sleepingRwlock = "sleeping-rwlock"

  // Events: somebody else signals them.
  case completion
  case waitQueue = "wait-queue"
  case bit
  case writeback
  case gracePeriod = "grace-period"
  case mempool

  // Executions: over when a function returns.
  case work, workqueue, kthread, timer, tasklet, irq, napi
  /// The calls of a method that are being carried out, which taking its table away waits for.
  case method

  // Input and output, and what allocating may wait for.
  case io
  case reclaim

  // Sections: entered and left by the task itself.
  case rcu
  case rcuBH = "rcu-bh"
  case rcuSched = "rcu-sched"
  case srcu
  case preemptionOff = "preemption-off"
  case irqOff = "irq-off"
  /// One device's interrupt, switched off where it comes in.
  case irqLineOff = "irq-line-off"
  case faultsOff = "faults-off"
  case bhOff = "bh-off"
  case memallocNoIO = "memalloc-noio"
  case memallocNoFS = "memalloc-nofs"
  case memallocNoReclaim = "memalloc-noreclaim"

  /// The family that a kind belongs to.
  package enum Family: String, Hashable, Sendable, Codable, CaseIterable {
    case lock, event, execution, io, reclaim, section
  }

  package var family: Family {
    switch self {
    case .mutex, .rwsem, .spinlock, .rwlock, .semaphore, .seqlock, .rtMutex, .wwMutex,
      .percpuRwsem, .bitLock, .folioLock, .bufferLock, .localLock, .sleepingSpinlock,
      .sleepingRwlock:
      .lock
    case .completion, .waitQueue, .bit, .writeback, .gracePeriod, .mempool: .event
    case .work, .workqueue, .kthread, .timer, .tasklet, .irq, .napi, .method: .execution
    case .io: .io
    case .reclaim: .reclaim
    case .rcu, .rcuBH, .rcuSched, .srcu, .preemptionOff, .irqOff, .irqLineOff, .bhOff,
      .faultsOff, .memallocNoIO, .memallocNoFS, .memallocNoReclaim:
      .section
    }
  }

  /// Whether a task other than the holder may give the lock back, so that waiting for it is waiting for
  /// an event as well.
  package var mayBeSignalled: Bool {
    switch self {
    case .semaphore, .bitLock, .folioLock, .bufferLock: true
    default: false
    }
  }

  /// Whether it is a section that grace periods wait for.
  package var isReadSide: Bool {
    switch self {
    case .rcu, .rcuBH, .rcuSched, .srcu: true
    default: false
    }
  }

  /// Whether a task may sleep while it holds this: a spinning lock held over a sleep is a bug of another
  /// kind, and no part of a cycle of waits.
  package var canBeHeldAsleep: Bool { family == .lock && !spins }

  /// Whether waiting for it spins instead of sleeping. `del_timer_sync` spins too, and may be called
  /// from soft interrupts; on PREEMPT_RT both sleep.
  package var spins: Bool {
    switch self {
    case .spinlock, .rwlock, .seqlock, .bitLock, .localLock, .timer: true
    default: false
    }
  }

  /// Whether another processor waits until it is given back. A local lock is one of each processor, and
  /// with preemption off nobody comes to ask for it.
  package var isWaitedFor: Bool { self != .localLock }

  /// Whether a checker of lock orders sees it taken, and so what is taken inside of it.
  package var hasOrder: Bool { family == .lock || self == .srcu }

  /// Whether there is a lock inside, of the same name, that who signals it and who waits for it take.
  package var hasInnerLock: Bool { self == .waitQueue }
}
