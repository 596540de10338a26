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
      ModelSize(
        "stale-links",
        "1: an unlinked device still points to what was next to it then, as list_del_rcu leaves it",
        standard: 0, within: 0...1),
    ],
    simplifications: [
      ModelSimplification(
        "process_deferred_bios", ["spin_lock_irqsave", "spin_unlock_irqrestore"],
        because: "the pool's lock is held to take a list over, and nothing is waited for"),
      ModelSimplification(
        "process_deferred_bios", ["generic_make_request"],
        because: "a queue below that is frozen or has no request left is not the subsystem's own"),
      ModelSimplification(
        "process_thin_deferred_bios", ["spin_lock_irqsave", "spin_unlock_irqrestore"],
        because: "the device's lock is held to take a list over, and nothing is waited for"),
      ModelSimplification(
        "cell_defer", ["spin_lock_irqsave", "spin_unlock_irqrestore"],
        because: "the device's lock is held to take a list over, and nothing is waited for"),
    ], declare: declare)

  private struct Thin {
    let number: Int
    let listed: Variable
    /// After `list_del_rcu`: the number of the device that came next then, 0 for the end of the list.
    let link: Variable
    /// The count is an `atomic_t`, which goes below zero without a word: it is kept `bias` higher.
    let count: Variable
    let memory: CountedObject
    let canDestroy: Completion

    static let bias = 8
  }

  private static func declare(_ builder: inout ProgramBuilder, _ setup: ModelConfiguration) {
    let rcu = builder.rcu("RCU")
    let lock = builder.spinlock("pool.lock")
    let start = setup.variant == .buggy || setup.has("init-to-one") ? 1 : 0
    let thins = (1...setup.size("thins")).map { number in
      Thin(
        number: number, listed: builder.variable("thin \(number) listed", initial: 1),
        link: builder.variable("thin \(number) next"),
        count: builder.variable("thin_c.refcount \(number)", initial: Thin.bias + start),
        memory: builder.object("thin_c \(number)"),
        canDestroy: builder.completion("thin_c.can_destroy \(number)"))
    }
    let memory = builder.memory()
    let cells = builder.memoryPool(
      "dm_bio_prison.cell_pool", size: setup.size("cells"), over: memory)
    builder.task("worker", in: .work) { task in
      let round = task.variable("round")
      let rounds = Value.constant(setup.size("rounds"))
      task.loop {
        $0.select([
          Branch(when: round.isLess(than: rounds), [.add(round, 1)], at: "do_worker(ws)"),
          Branch(when: round.isAtLeast(rounds), at: "no more work") { $0.leaveLoop() },
        ])
        if setup.variant == .buggy {
          walkInSection(thins, rcu, cells, &$0)
        } else {
          walk(thins, rcu, cells, setup, &$0)
        }
      }
    }
    for thin in thins {
      builder.task("thin_dtr \(thin.number)") { destroy(thin, thins, rcu, lock, setup, &$0) }
    }
  }

  /// `process_deferred_bios` as it was.
  private static func walkInSection(
    _ thins: [Thin], _ rcu: RCUDomain, _ cells: MemoryPool, _ task: inout TaskBuilder
  ) {
    task.function = "process_deferred_bios"
    task.readLock(rcu, at: "rcu_read_lock()")
    for thin in thins {
      task.branch(if: thin.listed.isSet, at: "list_for_each_entry_rcu(tc, ...)") {
        work(on: thin, cells, &$0)
      }
    }
    task.function = "process_deferred_bios"
    task.readUnlock(rcu, at: "rcu_read_unlock()")
  }

  /// `process_deferred_bios` as it was fixed: `get_first_thin`, and `get_next_thin` after each device.
  private static func walk(
    _ thins: [Thin], _ rcu: RCUDomain, _ cells: MemoryPool, _ setup: ModelConfiguration,
    _ task: inout TaskBuilder
  ) {
    let end = task.newPlace()
    let held = thins.map { _ in task.newPlace() }
    let leaves = setup.has("unlock-before-work")
    /// Lets go of the device before and goes on with the one found, both inside the section.
    func take(_ index: Int, after old: Thin?, _ task: inout TaskBuilder) {
      if setup.has("get-under-rcu") { get(thins[index], &task) }
      if let old, setup.has("put") { put(old, &task) }
      task.function = old == nil ? "get_first_thin" : "get_next_thin"
      if leaves { task.readUnlock(rcu, at: "rcu_read_unlock()") }
      if !setup.has("get-under-rcu") { get(thins[index], &task) }
      task.jump(to: held[index])
    }
    func stop(after old: Thin?, _ task: inout TaskBuilder) {
      if let old, setup.has("put") { put(old, &task) }
      task.function = old == nil ? "get_first_thin" : "get_next_thin"
      task.readUnlock(rcu, at: "rcu_read_unlock()")
      task.jump(to: end)
    }
    task.function = "get_first_thin"
    task.readLock(rcu, at: "rcu_read_lock()")
    task.select(
      thins.indices.map { index in
        Branch(when: isNext(index, from: 0, thins), at: "list_first_or_null_rcu(...)") {
          take(index, after: nil, &$0)
        }
      } + [
        Branch(when: isNext(nil, from: 0, thins), at: "list is empty") { stop(after: nil, &$0) }
      ])
    for (index, thin) in thins.enumerated() {
      task.put(held[index])
      work(on: thin, cells, &task)
      task.function = "get_next_thin"
      if leaves { task.readLock(rcu, at: "rcu_read_lock()") }
      let isStale = setup.size("stale-links") > 0 ? thin.listed.isClear : Condition.never
      let later = (index + 1)..<thins.count
      task.select(
        later.map { next in
          let stale = Condition.all([isStale, thin.link.equals(.constant(next + 1))])
          let fresh = Condition.all([isStale.negated, isNext(next, from: index + 1, thins)])
          return Branch(when: .any([fresh, stale]), at: "list_for_each_entry_continue_rcu(...)") {
            take(next, after: thin, &$0)
          }
        } + [
          Branch(
            when: .any([
              .all([isStale.negated, isNext(nil, from: index + 1, thins)]),
              .all([isStale, thin.link.isClear]),
            ]), at: "end of the list"
          ) { stop(after: thin, &$0) }
        ])
    }
    task.put(end)
  }

  /// The device at this index (nil: none) is the first on the list from another index on.
  private static func isNext(_ index: Int?, from start: Int, _ thins: [Thin]) -> Condition {
    let passed = thins[start..<(index ?? thins.count)].map(\.listed.isClear)
    return .all(passed + (index.map { [thins[$0].listed.isSet] } ?? []))
  }

  /// `process_thin_deferred_bios`, down to the mempool.
  private static func work(on thin: Thin, _ cells: MemoryPool, _ task: inout TaskBuilder) {
    task.function = "process_thin_deferred_bios"
    task.use(thin.memory, at: "spin_lock_irqsave(&tc->lock, flags)")
    task.function = "dm_bio_prison_alloc_cell"
    task.allocate(from: cells, .noIO, at: "mempool_alloc(&prison->cell_pool, GFP_NOIO)")
    task.function = "cell_defer"
    task.use(thin.memory, at: "spin_lock_irqsave(&tc->lock, flags)")
    task.function = "dm_bio_prison_free_cell"
    task.free(to: cells, at: "mempool_free(cell, &prison->cell_pool)")
  }

  private static func get(_ thin: Thin, _ task: inout TaskBuilder) {
    task.function = "thin_get"
    task.use(thin.memory, at: "&tc->refcount")
    task.add(1, to: thin.count, at: "atomic_inc(&tc->refcount)")
  }

  private static func put(_ thin: Thin, _ task: inout TaskBuilder) {
    task.function = "thin_put"
    task.use(thin.memory, at: "&tc->refcount")
    task.select([
      Branch(
        when: thin.count.equals(.constant(Thin.bias + 1)), [.subtract(thin.count, 1)],
        at: "atomic_dec_and_test(&tc->refcount): last"
      ) { $0.complete(thin.canDestroy, at: "complete(&tc->can_destroy)") },
      Branch(
        when: thin.count.differs(from: .constant(Thin.bias + 1)), [.subtract(thin.count, 1)],
        at: "atomic_dec_and_test(&tc->refcount)"),
    ])
  }

  private static func destroy(
    _ thin: Thin, _ thins: [Thin], _ rcu: RCUDomain, _ lock: Spinlock,
    _ setup: ModelConfiguration, _ task: inout TaskBuilder
  ) {
    let counts = setup.variant != .buggy
    func unlist(_ task: inout TaskBuilder) {
      task.function = "thin_dtr"
      task.lock(lock, .interruptsOff, at: "spin_lock_irqsave(&tc->pool->lock, flags)")
      let later = (thin.number..<thins.count).map { Optional($0) } + [nil]
      task.select(
        later.map { next in
          Branch(
            when: isNext(next, from: thin.number, thins),
            [.set(thin.listed, 0), .set(thin.link, .constant((next ?? -1) + 1))],
            at: "list_del_rcu(&tc->list)")
        })
      task.unlock(lock, .interruptsOff, at: "spin_unlock_irqrestore(&tc->pool->lock, flags)")
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
