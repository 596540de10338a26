import ModelChecker

/// dm-bufio allocates a buffer with `__vmalloc` while its client's mutex is held.
///
/// As it was, the mask said no I/O, but page tables were allocated with GFP_KERNEL whatever the mask:
/// reclaim wrote a page to a device whose worker needed that mutex. As fixed, a NOIO scope is open
/// meanwhile.
enum DMBufio {
  static let model = KernelModel(
    name: "dm-bufio", title: "page tables allocated with GFP_KERNEL under the client's mutex",
    story: """
      alloc_buffer_data calls __vmalloc with a mask without __GFP_IO, holding the client's mutex. \
      __vmalloc allocates page tables with GFP_KERNEL. Reclaim writes a page to a device that is \
      stacked on this very client, and waits; the worker that maps the write needs the mutex. \
      Fixed by memalloc_noio_save and memalloc_noio_restore around the call.
      """,
    rule: "vmalloc-gfp-mask", files: ["drivers/md/dm-bufio.c", "mm/vmalloc.c"],
    switches: [
      ModelSwitch("save", "memalloc_noio_save before __vmalloc"),
      ModelSwitch("restore", "memalloc_noio_restore after it"),
      ModelSwitch("nesting", "the restore puts back what the save found, as callers may be inside"),
    ],
    sizes: [
      ModelSize("users", "tasks that need a buffer", standard: 2, within: 1...4),
      ModelSize(
        "shrinker",
        "1: reclaim also calls the client's shrinker, which locks it when it may do I/O",
        standard: 0, within: 0...1),
    ],
    simplifications: [
      ModelSimplification("shrink_page_list", because: "reclaim is not the subsystem's own code"),
      ModelSimplification("end_swap_bio_write", because: "reclaim is not the subsystem's own code"),
      ModelSimplification(
        "pte_alloc_one_kernel", because: "page tables are allocated inside __vmalloc"),
      ModelSimplification("thin_bio_map", because: "dm-thin is stacked on the client"),
      ModelSimplification("process_bio", because: "dm-thin is stacked on the client"),
      ModelSimplification("dm_thin_find_block", because: "dm-thin is stacked on the client"),
      ModelSimplification("remap_and_issue", because: "dm-thin is stacked on the client"),
      ModelSimplification("dm_pool_commit_metadata", because: "dm-thin is stacked on the client"),
      ModelSimplification(
        "new_read", ["wait_on_bit_io"], because: "this wait comes after the lock, and holds nothing"
      ),
      ModelSimplification(
        "dm_bufio_client_create", ["mutex_lock", "mutex_unlock"],
        because: "the list of all clients is locked for a moment, and nothing is waited for"),
    ], declare: declare)

  private static func declare(_ builder: inout ProgramBuilder, _ setup: ModelConfiguration) {
    let lock = builder.mutex("dm_bufio_client.lock")
    let root = builder.readWriteSemaphore("dm_pool_metadata.root_lock")
    let memory = builder.memory()
    let writeback = builder.bit("page writeback")
    let queue = builder.workQueue("pool.wq", maxActive: 1)
    let worker = builder.workItem("pool.worker", on: queue)
    let hardware = builder.request("bio to the data device")
    let deferred = builder.variable("deferred bios")
    builder.body(of: hardware) {
      $0.function = "end_swap_bio_write"
      $0.clearBitAndWake(writeback, at: "end_page_writeback(page)")
    }
    let page = builder.request("page written to the thin device") {
      $0.function = "thin_bio_map"
      $0.add(1, to: deferred, at: "thin_defer_bio(tc, bio)")
      $0.queue(worker, at: "queue_work(pool->wq, &pool->worker)")
    }
    builder.body(of: worker) { task in
      task.loop(while: deferred.isSet, at: "process_deferred_bios(pool)") {
        $0.function = "process_bio"
        $0.subtract(1, from: deferred, at: "bio_list_pop(&bios)")
        $0.function = "dm_thin_find_block"
        $0.lockRead(root, at: "down_read(&pmd->root_lock)")
        $0.function = "new_read"
        $0.lock(lock, at: "dm_bufio_lock(c)")
        $0.unlock(lock, at: "dm_bufio_unlock(c)")
        $0.function = "dm_thin_find_block"
        $0.unlockRead(root, at: "up_read(&pmd->root_lock)")
        $0.function = "remap_and_issue"
        $0.submit(hardware, at: "submit_bio_noacct(bio)")
      }
    }
    builder.reclaimer("shrink_page_list", of: memory, needs: .io) {
      let function = $0.function
      $0.function = "shrink_page_list"
      // One page is enough; who finds it under writeback waits for the write of another task.
      $0.tryLockBit(
        writeback, at: "set_page_writeback(page)", taken: { $0.submit(page, at: "submit_bio(bio)") }
      )
      $0.waitOnBit(writeback, at: "wait_on_page_writeback(page)")
      $0.function = function
    }
    if setup.size("shrinker") > 0 {
      builder.reclaimer("dm_bufio_shrink_scan", of: memory, needs: .io) {
        let function = $0.function
        $0.function = "dm_bufio_shrink_scan"
        $0.lock(lock, at: "dm_bufio_lock(c)")
        $0.unlock(lock, at: "dm_bufio_unlock(c)")
        $0.function = function
      }
    }
    builder.task("user", copies: setup.size("users")) { task in
      let outer = task.variable("outer scope")
      let inner = task.variable("saved scope")
      task.choose(
        [
          {
            $0.newBuffer(lock, memory, inner, setup)
            // Without a lock the same allocation may do I/O: reclaim has to work somewhere.
            $0.function = "dm_bufio_client_create"
            $0.allocate(memory, .kernel, at: "kzalloc(sizeof(*c), GFP_KERNEL)")
          },
          {
            $0.function = "dm_pool_commit_metadata"
            $0.lockWrite(root, at: "down_write(&pmd->root_lock)")
            $0.save(.noIO, in: outer, at: "memalloc_noio_save()")
            $0.newBuffer(lock, memory, inner, setup)
            $0.function = "dm_pool_commit_metadata"
            $0.allocate(memory, .kernel, at: "kmalloc(GFP_KERNEL)")
            $0.restore(.noIO, from: outer, at: "memalloc_noio_restore(flags)")
            $0.unlockWrite(root, at: "up_write(&pmd->root_lock)")
          },
        ], at: "caller inside a NOIO scope or not")
      task.function = "dm_bufio_new"
      task.check(task.scopeIsClosed(.noIO), at: "the task has the flags it came with")
    }
  }
}

extension TaskBuilder {
  /// `dm_bufio_new` down to `alloc_buffer_data`.
  fileprivate mutating func newBuffer(
    _ lock: Mutex, _ memory: Memory, _ saved: Variable, _ setup: ModelConfiguration
  ) {
    function = "new_read"
    self.lock(lock, at: "dm_bufio_lock(c)")
    function = "alloc_buffer_data"
    if setup.has("save") { save(.noIO, in: saved, at: "memalloc_noio_save()") }
    allocate(
      memory, [.directReclaim, .noRetry], at: "__vmalloc(c->block_size, gfp_mask, PAGE_KERNEL)")
    function = "pte_alloc_one_kernel"
    allocate(memory, .kernel, at: "__get_free_page(GFP_PGTABLE_KERNEL)")
    function = "alloc_buffer_data"
    if setup.has("save"), setup.has("restore") {
      if setup.has("nesting") {
        restore(.noIO, from: saved, at: "memalloc_noio_restore(noio_flag)")
      } else {
        clear(.noIO, at: "current->flags &= ~PF_MEMALLOC_NOIO")
      }
    }
    function = "new_read"
    unlock(lock, at: "dm_bufio_unlock(c)")
  }
}
