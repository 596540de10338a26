import ModelChecker

/// dm-thin's worker walks the list of active thin devices and may sleep for each.
///
/// As it was, it walked inside `rcu_read_lock`. As fixed, it takes a reference inside and works outside,
/// and the destructor waits until the last reference is dropped.
enum DMThin {
  static let model = KernelModel(
    name: "dm-thin", title: "sleeping for memory inside an RCU section, and the reference instead",
    story: """
      process_deferred_bios walks pool->active_thins under rcu_read_lock, and process_bio \
      allocates a cell with GFP_NOIO from a mempool, which sleeps. Fixed by a reference: it is \
      taken under rcu_read_lock and dropped after the work, the list keeps one of its own, and the \
      destructor waits for a completion that the last drop signals.
      """,
    rule: "sleep-in-rcu", files: ["drivers/md/dm-thin.c", "drivers/md/dm-bio-prison-v1.c"],
    switches: [
      ModelSwitch("unlock-before-work", "the RCU section ends before the device is worked on"),
      ModelSwitch("get-under-rcu", "the reference is taken inside the section, not after it"),
      ModelSwitch("put", "thin_put after the work"),
      ModelSwitch("wait-in-destructor", "thin_dtr waits for can_destroy"),
      ModelSwitch("init-to-one", "the list's own reference: the count starts at one"),
      ModelSwitch(
        "unlist-before-put", "thin_dtr unlinks and waits for readers before its thin_put"),
    ],
    sizes: [
      ModelSize("thins", "thin devices, each with a destructor", standard: 2, within: 1...4),
      ModelSize("rounds", "runs of the worker", standard: 2, within: 1...4),
      ModelSize("cells", "elements of the cell mempool", standard: 1, within: 1...4),
    ], declare: declare)

  private struct Thin {
    let number: Int
    let listed: Variable
    /// The count is an `atomic_t`, which goes below zero without a word: it is kept `bias` higher.
    let count: Variable
    let memory: CountedObject
    let canDestroy: Completion

    static let bias = 8
  }

  private static func declare(_ builder: inout ProgramBuilder, _ setup: ModelConfiguration) {
    let rcu = builder.rcu()
    let lock = builder.spinlock("pool.lock")
    let start = setup.variant == .buggy || setup.has("init-to-one") ? 1 : 0
    let thins = (1...setup.size("thins")).map { number in
      Thin(
        number: number, listed: builder.variable("thin \(number) listed", initial: 1),
        count: builder.variable("thin_c.refcount \(number)", initial: Thin.bias + start),
        memory: builder.object("thin_c \(number)"),
        canDestroy: builder.completion("thin_c.can_destroy \(number)"))
    }
    let memory = builder.memory()
    let cells = builder.memoryPool(
      "dm_bio_prison.cell_pool", size: setup.size("cells"), over: memory)
    builder.task("worker", in: .work) { task in
      for _ in 0..<setup.size("rounds") { walk(thins, rcu, cells, setup, &task) }
    }
    for thin in thins {
      builder.task("thin_dtr \(thin.number)") { destroy(thin, rcu, lock, setup, &$0) }
    }
  }

  /// `process_deferred_bios`. A device that was unlinked meanwhile is passed over.
  private static func walk(
    _ thins: [Thin], _ rcu: RCUDomain, _ cells: MemoryPool, _ setup: ModelConfiguration,
    _ task: inout TaskBuilder
  ) {
    if setup.variant == .buggy {
      task.function = "process_deferred_bios"
      task.readLock(rcu, at: "rcu_read_lock()")
      for thin in thins {
        task.branch(if: thin.listed.isSet, at: "list_for_each_entry_rcu(tc, ...)") {
          work(on: thin, cells, &$0)
        }
      }
      task.function = "process_deferred_bios"
      task.readUnlock(rcu, at: "rcu_read_unlock()")
      return
    }
    for thin in thins {
      let next = task.newPlace()
      task.function = "get_next_thin"
      task.readLock(rcu, at: "rcu_read_lock()")
      task.branch(
        if: thin.listed.isClear, at: "list_for_each_entry_continue_rcu(tc, ...)",
        then: {
          $0.readUnlock(rcu, at: "rcu_read_unlock()")
          $0.jump(to: next)
        })
      if setup.has("get-under-rcu") { get(thin, &task) }
      if setup.has("unlock-before-work") { task.readUnlock(rcu, at: "rcu_read_unlock()") }
      if !setup.has("get-under-rcu") { get(thin, &task) }
      work(on: thin, cells, &task)
      task.function = "get_next_thin"
      if setup.has("put") { put(thin, &task) }
      if !setup.has("unlock-before-work") { task.readUnlock(rcu, at: "rcu_read_unlock()") }
      task.put(next)
    }
  }

  /// `process_thin_deferred_bios`, down to the mempool.
  private static func work(on thin: Thin, _ cells: MemoryPool, _ task: inout TaskBuilder) {
    task.function = "process_thin_deferred_bios"
    task.use(thin.memory, at: "spin_lock_irqsave(&tc->lock)")
    task.function = "dm_bio_prison_alloc_cell"
    task.allocate(from: cells, .noIO, at: "mempool_alloc(&prison->cell_pool, GFP_NOIO)")
    task.function = "process_bio"
    task.use(thin.memory, at: "build_virtual_key(tc->td, block, &key)")
    task.function = "dm_bio_prison_free_cell"
    task.free(to: cells, at: "mempool_free(cell, &prison->cell_pool)")
  }

  private static func get(_ thin: Thin, _ task: inout TaskBuilder) {
    task.function = "thin_get"
    task.use(thin.memory, at: "&tc->refcount")
    task.add(1, to: thin.count, at: "refcount_inc(&tc->refcount)")
  }

  private static func put(_ thin: Thin, _ task: inout TaskBuilder) {
    task.function = "thin_put"
    task.use(thin.memory, at: "&tc->refcount")
    task.select([
      Branch(
        when: thin.count.equals(.constant(Thin.bias + 1)), [.subtract(thin.count, 1)],
        at: "refcount_dec_and_test(&tc->refcount): last"
      ) { $0.complete(thin.canDestroy, at: "complete(&tc->can_destroy)") },
      Branch(
        when: thin.count.differs(from: .constant(Thin.bias + 1)), [.subtract(thin.count, 1)],
        at: "refcount_dec_and_test(&tc->refcount)"),
    ])
  }

  private static func destroy(
    _ thin: Thin, _ rcu: RCUDomain, _ lock: Spinlock, _ setup: ModelConfiguration,
    _ task: inout TaskBuilder
  ) {
    let counts = setup.variant != .buggy
    func unlist(_ task: inout TaskBuilder) {
      task.function = "thin_dtr"
      task.lock(lock, .interruptsOff, at: "spin_lock_irq(&tc->pool->lock)")
      task.set(thin.listed, to: 0, at: "list_del_rcu(&tc->list)")
      task.unlock(lock, .interruptsOff, at: "spin_unlock_irq(&tc->pool->lock)")
      task.synchronize(rcu, at: "synchronize_rcu()")
    }
    func drop(_ task: inout TaskBuilder) {
      guard counts else { return }
      put(thin, &task)
      task.function = "thin_dtr"
      if setup.has("wait-in-destructor") {
        task.wait(for: thin.canDestroy, at: "wait_for_completion(&tc->can_destroy)")
      }
    }
    if counts, !setup.has("unlist-before-put") {
      drop(&task)
      unlist(&task)
    } else {
      unlist(&task)
      drop(&task)
    }
    task.function = "thin_dtr"
    task.free(thin.memory, at: "kfree(tc)")
  }
}
