import ModelChecker

/// virtiofs completes all replies of a queue in one work item.
///
/// As it was, a reply to an asynchronous read locked pages to mark them dirty, in that work item: with
/// such a page locked by a task that waits for a write-back to end, the reply that ends it was never
/// looked at. As fixed, replies that may block get a work item each.
enum VirtioFS {
  static let model = KernelModel(
    name: "virtiofs", title: "a reply that locks a page, in the work item of all replies",
    story: """
      virtio_fs_requests_done_work completes replies one by one. The reply to a direct read marks \
      the user's pages dirty, for which it locks them. A writer holds that page's lock in \
      fuse_write_begin and waits for its write-back to end, which another reply of the same work \
      item would signal. Fixed by giving replies that may block a work item each.
      """,
    rule: "serialized-completion",
    files: ["fs/fuse/virtio_fs.c", "fs/fuse/file.c", "fs/fuse/dev.c"],
    switches: [
      ModelSwitch(
        "own-work-item", "a reply marked may_block is completed by a work item of its own"),
      ModelSwitch("mark-may-block", "a read that dirties its pages is marked may_block"),
      ModelSwitch("nofs-mask", "that work item is allocated with GFP_NOFS, not GFP_KERNEL"),
      ModelSwitch("item-for-each", "each such reply has its own work item, not one for all"),
    ],
    sizes: [
      ModelSize("reads", "direct reads into the page", standard: 1, within: 1...3),
      ModelSize("writers", "tasks in fuse_write_begin", standard: 1, within: 1...3),
    ],
    simplifications: [
      ModelSimplification(
        "write_cache_pages", because: "write-back is not the subsystem's own code"),
      ModelSimplification("shrink_page_list", because: "reclaim is not the subsystem's own code"),
      ModelSimplification(
        "fuse_async_req_send", ["fuse_simple_background"],
        because: "what a virtqueue does with a request is not in the vocabulary"),
      ModelSimplification(
        "fuse_writepage_locked", ["fuse_simple_background"],
        because: "what a virtqueue does with a request is not in the vocabulary"),
      ModelSimplification(
        "fuse_writepage_locked", ["end_page_writeback"],
        because: "the copy is written, and who waits asks for the copy"),
      ModelSimplification(
        "fuse_async_req_send", ["spin_lock", "spin_unlock"],
        because: "a spinlock around counts, and nothing is waited for"),
      ModelSimplification(
        "fuse_writepage_locked", ["spin_lock", "spin_unlock"],
        because: "a spinlock around the tree of writes, and nothing is waited for"),
      ModelSimplification(
        "fuse_writepage_end", ["spin_lock", "spin_unlock"],
        because: "a spinlock around the tree of writes, and nothing is waited for"),
      ModelSimplification(
        "virtio_fs_requests_done_work", ["spin_lock", "spin_unlock"],
        because: "spinlocks around lists of requests, and nothing is waited for"),
      ModelSimplification(
        "fuse_write_begin", ["unlock_page"],
        because: "on this error path the writer ends earlier than it would"),
    ], declare: declare)

  private struct State {
    let page: StateBit
    let writeback: Variable
    let waiters: WaitQueue
    let write: Request
    let reads: Variable
    let writes: Variable
    let memory: Memory
    /// The work item for replies that may block; nil without one.
    let blocking: WorkItem?
    let deferred: Variable
    let setup: ModelConfiguration
  }

  private static func declare(_ builder: inout ProgramBuilder, _ setup: ModelConfiguration) {
    let system = builder.workQueue("system_wq")
    let done = builder.workItem("virtio_fs_vq.done_work", on: system)
    let state = State(
      page: builder.bit("folio lock"), writeback: builder.variable("fuse_inode.writepages"),
      waiters: builder.waitQueue("fuse_inode.page_waitq"),
      write: builder.request("FUSE_WRITE of the page"), reads: builder.variable("read replies"),
      writes: builder.variable("write replies"), memory: builder.memory(),
      blocking: setup.has("own-work-item") && setup.has("mark-may-block")
        ? builder.workItem(
          "virtio_fs_req_work.done_work", on: system,
          instances: setup.has("item-for-each") ? setup.size("reads") : 1) : nil,
      deferred: builder.variable("deferred replies"), setup: setup)
    let read = builder.request("FUSE_READ into the page")
    for (request, replies) in [(read, state.reads), (state.write, state.writes)] {
      builder.body(of: request) {
        $0.function = "virtio_fs_vq_done"
        $0.add(1, to: replies, at: "the reply is in the virtqueue")
        $0.queue(done, at: "schedule_work(&fsvq->done_work)")
      }
    }
    builder.reclaimer("fuse_writepage", of: state.memory, needs: [.io, .fs]) {
      let function = $0.function
      let busy = $0.newPlace()
      $0.function = "shrink_page_list"
      $0.tryLockBit(
        state.page, at: "trylock_page(page)", taken: { _ in }, busy: { $0.jump(to: busy) })
      write(state, &$0)
      $0.function = "shrink_page_list"
      // Reclaim without kswapd's help waits for what it has written.
      awaitWriteback(state, &$0)
      $0.put(busy)
      $0.function = function
    }
    builder.body(of: done) { dispatch(state, &$0) }
    if let blocking = state.blocking {
      builder.body(of: blocking) { completeDeferred(state, &$0) }
    }
    builder.task("direct read", copies: setup.size("reads")) {
      $0.function = "fuse_async_req_send"
      $0.submit(read, at: "fuse_simple_background(fm, &ia->ap.args, GFP_KERNEL)")
    }
    builder.task("write-back") {
      $0.function = "write_cache_pages"
      $0.lockBit(state.page, at: "lock_page(page)")
      write(state, &$0)
    }
    builder.task("writer", copies: setup.size("writers")) {
      $0.function = "fuse_write_begin"
      $0.lockBit(state.page, at: "grab_cache_page_write_begin(mapping, index)")
      awaitWriteback(state, &$0)
      $0.function = "fuse_write_end"
      $0.clearBitAndWake(state.page, at: "unlock_page(page)")
    }
  }

  /// `fuse_writepage`, on a locked page that is not written back already.
  private static func write(_ state: State, _ task: inout TaskBuilder) {
    task.function = "fuse_writepage_locked"
    task.branch(
      if: state.writeback.isClear, at: "tree_insert(&fi->writepages, wpa)",
      then: {
        $0.set(state.writeback, to: 1, at: "rb_insert_color(&wpa->writepages_entry)")
        $0.submit(state.write, at: "fuse_simple_background(fm, &wpa->ia.ap.args, GFP_ATOMIC)")
      })
    task.function = "fuse_writepage"
    task.clearBitAndWake(state.page, at: "unlock_page(page)")
  }

  private static func awaitWriteback(_ state: State, _ task: inout TaskBuilder) {
    task.function = "fuse_wait_on_page_writeback"
    task.wait(
      on: state.waiters, until: state.writeback.isClear,
      at: "wait_event(fi->page_waitq, !fuse_page_is_writeback(inode, index))")
  }

  /// `virtio_fs_requests_done_work`.
  private static func dispatch(_ state: State, _ task: inout TaskBuilder) {
    let any = Condition.any([state.reads.isSet, state.writes.isSet])
    task.function = "virtio_fs_requests_done_work"
    task.loop(while: any, at: "list_for_each_entry_safe(req, next, &reqs, list)") { task in
      let isRead = task.newPlace()
      let next = task.newPlace()
      task.select([
        Branch(
          when: state.reads.isSet, [.subtract(state.reads, 1)], at: "next is the reply to a read",
          do: { $0.jump(to: isRead) }),
        Branch(
          when: state.writes.isSet, [.subtract(state.writes, 1)],
          at: "next is the reply to a write"),
      ])
      task.function = "fuse_writepage_end"
      task.set(state.writeback, to: 0, at: "rb_erase(&wpa->writepages_entry)")
      task.function = "fuse_writepage_finish"
      task.wakeUpAll(state.waiters, at: "wake_up(&fi->page_waitq)")
      task.jump(to: next)
      task.put(isRead)
      task.function = "virtio_fs_requests_done_work"
      if let blocking = state.blocking {
        task.function = "virtio_fs_finish_request"
        task.allocate(
          state.memory, state.setup.has("nofs-mask") ? .noFS : .kernel,
          at: "kzalloc(sizeof(*own), gfp | __GFP_NOFAIL)")
        task.add(1, to: state.deferred, at: "own->req = req")
        task.queue(blocking, at: "schedule_work(&own->done_work)")
      } else {
        completeRead(state, &task)
      }
      task.put(next)
      task.function = "virtio_fs_requests_done_work"
    }
  }

  /// `virtio_fs_complete_req_work`.
  private static func completeDeferred(_ state: State, _ task: inout TaskBuilder) {
    task.function = "virtio_fs_complete_req_work"
    guard !state.setup.has("item-for-each") else { return completeRead(state, &task) }
    task.loop(while: state.deferred.isSet, at: "list of deferred replies") {
      $0.subtract(1, from: state.deferred, at: "list_first_entry()")
      completeRead(state, &$0)
    }
  }

  /// `fuse_aio_complete_req` of a read that dirtied its pages.
  private static func completeRead(_ state: State, _ task: inout TaskBuilder) {
    task.function = "set_page_dirty_lock"
    task.lockBit(state.page, at: "lock_page(page)")
    task.clearBitAndWake(state.page, at: "unlock_page(page)")
  }
}
