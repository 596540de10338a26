import ModelChecker

/// dm-verity prefetches hash blocks through dm-bufio.
///
/// As it was, the map function itself prefetched: its reads only joined `current->bio_list`, and it
/// went on to take the client's mutex, while a worker holding that mutex waited for one of those reads.
/// As fixed, a work item prefetches; it is allocated without waiting for I/O, and when there is no
/// memory nothing is prefetched.
enum DMVerity {
  static let model = KernelModel(
    name: "dm-verity", title: "prefetching under the bio list, against a reader of the same client",
    story: """
      verity_map runs under current->bio_list. It prefetches: dm_bufio_prefetch submits a read, \
      which only joins the list, and takes the client's mutex again. A worker in dm_bufio_read \
      holds that mutex and waits for that very read (B_READING) to reuse its buffer. The read is \
      issued only when verity_map returns. Fixed by prefetching in a work item.
      """,
    rule: "bio-list-recursion",
    files: ["drivers/md/dm-verity-target.c", "drivers/md/dm-bufio.c"],
    switches: [
      ModelSwitch("prefetch-in-work", "verity_map queues a work item that prefetches"),
      ModelSwitch("skip-on-failure", "without memory for the work item nothing is prefetched"),
      ModelSwitch(
        "noio-mask", "the work item is allocated with GFP_NOIO|__GFP_NORETRY, not GFP_KERNEL"),
    ],
    sizes: [
      ModelSize("submitters", "tasks that submit to the device", standard: 1, within: 1...4),
      ModelSize("readers", "workers that verify an earlier bio", standard: 1, within: 1...4),
      ModelSize("blocks", "hash blocks prefetched for each bio", standard: 2, within: 1...4),
    ],
    simplifications: [
      ModelSimplification("shrink_page_list", because: "reclaim is not the subsystem's own code"),
      ModelSimplification("end_swap_bio_write", because: "reclaim is not the subsystem's own code"),
      ModelSimplification(
        "dm_bufio_prefetch", ["cond_resched"], because: "it gives way and waits for nobody"),
      ModelSimplification(
        "dm_bufio_release", ["wake_up"],
        because: "nobody in the model waits for a free buffer: a reader that finds none allocates"),
      ModelSimplification(
        "new_read", ["wait_on_bit_io"], because: "this wait comes after the lock, and holds nothing"
      ),
      ModelSimplification(
        "new_read", ["submit_io"],
        because: "a queue below that is frozen or has no request left is not the subsystem's own"),
    ], declare: declare)

  /// One hash block in the cache.
  private struct Block {
    let cached: Variable
    let holders: Variable
    let reading: StateBit
    let read: Request
  }

  private static func declare(_ builder: inout ProgramBuilder, _ setup: ModelConfiguration) {
    let lock = builder.mutex("dm_bufio_client.lock")
    let memory = builder.memory()
    builder.bioListCapacity = setup.size("blocks") + 2
    let blocks = (1...setup.size("blocks")).map { number in
      Block(
        cached: builder.variable("block \(number) cached"),
        holders: builder.variable("block \(number) hold_count"),
        reading: builder.bit("dm_buffer.state B_READING \(number)"),
        read: builder.request("read of block \(number)"))
    }
    for block in blocks {
      builder.body(of: block.read) {
        $0.function = "read_endio"
        $0.clearBitAndWake(block.reading, at: "wake_up_bit(&b->state, B_READING)")
      }
    }
    let pageOut = builder.request("page written out")
    let writeback = builder.bit("page writeback")
    builder.body(of: pageOut) {
      $0.function = "end_swap_bio_write"
      $0.clearBitAndWake(writeback, at: "end_page_writeback(page)")
    }
    builder.reclaimer("shrink_page_list", of: memory, needs: .io) {
      let function = $0.function
      $0.function = "shrink_page_list"
      $0.setBit(writeback, at: "set_page_writeback(page)")
      $0.submit(pageOut, at: "submit_bio(bio)")
      $0.waitOnBit(writeback, at: "wait_on_page_writeback(page)")
      $0.function = function
    }
    let queue = builder.workQueue("dm_verity.verify_wq")
    let work = builder.workItem(
      "dm_verity_prefetch_work.work", on: queue, instances: setup.size("submitters"))
    builder.body(of: work) { prefetch(blocks, lock, &$0) }

    let data = builder.request("data bio")
    builder.body(of: data) { _ in }
    builder.task("submitter", copies: setup.size("submitters")) { task in
      task.underBioList { map in
        map.function = "verity_map"
        map.submit(data, at: "submit_bio_noacct(bio)")
        submitPrefetch(blocks, lock, memory, work, setup, &map)
      }
    }
    builder.task("kverityd", copies: setup.size("readers"), in: .work) { read(blocks, lock, &$0) }
  }

  /// `verity_submit_prefetch`, or as it was the prefetch itself.
  private static func submitPrefetch(
    _ blocks: [Block], _ lock: Mutex, _ memory: Memory, _ work: WorkItem,
    _ setup: ModelConfiguration, _ task: inout TaskBuilder
  ) {
    guard setup.has("prefetch-in-work") else {
      prefetch(blocks, lock, &task)
      return
    }
    let end = task.newPlace()
    task.function = "verity_submit_prefetch"
    task.allocate(
      memory, setup.has("noio-mask") ? [.directReclaim, .noRetry] : .kernel.union(.noRetry),
      at: "kmalloc(sizeof(struct dm_verity_prefetch_work), gfp)"
    ) {
      if !setup.has("skip-on-failure") { prefetch(blocks, lock, &$0) }
      $0.jump(to: end)
    }
    task.queue(work, at: "queue_work(v->verify_wq, &pw->work)")
    task.put(end)
  }

  /// `dm_bufio_prefetch`: between its locked sections it submits, and it takes the lock again to let
  /// go of the buffer.
  private static func prefetch(_ blocks: [Block], _ lock: Mutex, _ task: inout TaskBuilder) {
    task.function = "dm_bufio_prefetch"
    task.lock(lock, at: "dm_bufio_lock(c)")
    let end = task.newPlace()
    for (index, block) in blocks.enumerated() {
      let known = task.newPlace()
      task.branch(
        if: block.cached.isSet, at: "__find(c, block)", then: { $0.jump(to: known) })
      task.function = "__bufio_new"
      task.step(
        [.set(block.cached, 1), .add(block.holders, 1)], at: "__link_buffer(b, block, LIST_CLEAN)")
      task.setBit(block.reading, at: "b->state = 1 << B_READING")
      task.function = "dm_bufio_prefetch"
      task.unlock(lock, at: "dm_bufio_unlock(c)")
      task.submit(block.read, at: "submit_io(b, REQ_OP_READ, read_endio)")
      task.function = "dm_bufio_release"
      task.lock(lock, at: "dm_bufio_lock(c)")
      task.subtract(1, from: block.holders, at: "b->hold_count--")
      task.unlock(lock, at: "dm_bufio_unlock(c)")
      task.function = "dm_bufio_prefetch"
      if index == blocks.count - 1 {
        task.jump(to: end)
      } else {
        task.lock(lock, at: "dm_bufio_lock(c)")
      }
      task.put(known)
    }
    task.unlock(lock, at: "dm_bufio_unlock(c)")
    task.put(end)
  }

  /// `dm_bufio_read` of a block that is not cached: it reuses an unclaimed buffer, for which it waits
  /// with the lock held, or allocates one.
  private static func read(_ blocks: [Block], _ lock: Mutex, _ task: inout TaskBuilder) {
    task.function = "new_read"
    task.lock(lock, at: "dm_bufio_lock(c)")
    let found = task.newPlace()
    for block in blocks {
      let next = task.newPlace()
      task.function = "__reuse_from"
      task.branch(
        if: .all([block.cached.isSet, block.holders.isClear]), at: "if (!b->hold_count)",
        then: { _ in }, else: { $0.jump(to: next) })
      task.function = "__make_buffer_clean"
      task.waitOnBit(block.reading, at: "wait_on_bit_io(&b->state, B_READING)")
      task.function = "__reuse_from"
      task.set(block.cached, to: 0, at: "__unlink_buffer(b)")
      task.jump(to: found)
      task.put(next)
    }
    task.put(found)
    task.function = "new_read"
    task.unlock(lock, at: "dm_bufio_unlock(c)")
  }
}
