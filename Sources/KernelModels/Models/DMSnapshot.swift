import ModelChecker

/// dm-snapshot throttles copies out of the origin.
///
/// As it was, `down(&s->cow_count)` waited for a copy to end while `_origins_lock` was held for
/// reading; a writer queued behind it, and the copy's callback, which counts up, needs the lock for
/// reading first. As fixed, the throttle lets go of the lock, waits, and starts again.
enum DMSnapshot {
  static let model = KernelModel(
    name: "dm-snapshot", title: "throttling copies under _origins_lock, with a writer queued",
    story: """
      origin_map holds _origins_lock for reading and waits in down(&s->cow_count) for a copy to \
      end. A snapshot constructor queues for writing. The kcopyd callback retries the bios that \
      waited for the chunk, for which it takes _origins_lock for reading, behind the writer, and \
      only then counts up. Fixed by waiting without the lock, and not at all in the callback.
      """,
    rule: "rwsem-writer-priority", files: ["drivers/md/dm-snap.c", "drivers/md/dm-kcopyd.c"],
    switches: [
      ModelSwitch("drop-lock", "wait_for_in_progress lets go of _origins_lock before it waits"),
      ModelSwitch(
        "recheck", "after the wait do_origin starts again, and looks the snapshot up anew"),
      ModelSwitch(
        "wake-count", "account_end_copy wakes as soon as the count is not above the limit"),
      ModelSwitch("no-limit-in-callback", "retried bios are not throttled"),
    ],
    sizes: [
      ModelSize(
        "writers", "writes to the origin, each to a chunk of its own", standard: 3, within: 1...6),
      ModelSize("limit", "copies in progress that are not throttled", standard: 1, within: 1...4),
      ModelSize("retries", "bios that waited for a chunk, per copy", standard: 1, within: 0...2),
    ],
    simplifications: [
      ModelSimplification(
        "run_complete_job", ["mempool_free"],
        because: "a copy has its job from the start, so nobody waits for one"),
      ModelSimplification(
        "process_jobs", ["push"], because: "a job that fails comes back, and none fails"),
      ModelSimplification(
        "wait_for_in_progress", ["spin_lock", "spin_unlock", "remove_wait_queue"],
        because: "the queue's own lock makes looking and beginning to wait one step"),
      ModelSimplification(
        "account_end_copy", ["spin_lock", "spin_unlock"],
        because: "the queue's own lock makes counting and looking one step"),
      ModelSimplification(
        "__prepare_copy", ["down_write", "up_write"],
        because: "the snapshot's lock is held to look something up, and nothing is waited for"),
    ], declare: declare)

  private struct State {
    let origins: ReadWriteSemaphore
    let semaphore: CountingSemaphore
    let inProgress: Variable
    let throttle: WaitQueue
    let registered: Variable
    let snapshot: CountedObject
    let copy: Request
    let limit: Value
    let setup: ModelConfiguration

    /// As it was: one count for each copy.
    var hasSemaphore: Bool { setup.variant == .buggy }
    var mayStart: Condition { .compare(inProgress, .lessOrEqual, limit) }
  }

  private static func declare(_ builder: inout ProgramBuilder, _ setup: ModelConfiguration) {
    let copied = builder.variable("complete_jobs")
    let state = State(
      origins: builder.readWriteSemaphore("_origins_lock"),
      semaphore: builder.semaphore("dm_snapshot.cow_count", count: setup.size("limit")),
      inProgress: builder.variable("dm_snapshot.in_progress"),
      throttle: builder.waitQueue("dm_snapshot.in_progress_wait"),
      registered: builder.variable("snapshot registered", initial: 1),
      snapshot: builder.object("dm_snapshot"), copy: builder.request("kcopyd copy"),
      limit: .constant(setup.size("limit")), setup: setup)
    let queue = builder.workQueue("dm_kcopyd_client.kcopyd_wq")
    let work = builder.workItem("dm_kcopyd_client.kcopyd_work", on: queue)
    builder.body(of: state.copy) {
      $0.function = "complete_io"
      $0.add(1, to: copied, at: "push(&kc->complete_jobs, job)")
      $0.function = "wake"
      $0.queue(work, at: "queue_work(kc->kcopyd_wq, &kc->kcopyd_work)")
    }
    builder.body(of: work) { task in
      task.loop(while: copied.isSet, at: "process_jobs(&kc->complete_jobs)") {
        $0.function = "process_jobs"
        $0.subtract(1, from: copied, at: "pop(kc, jobs)")
        $0.function = "run_complete_job"
        complete(state, &$0)
      }
    }
    builder.task("origin writer", copies: setup.size("writers")) { task in
      task.function = "origin_map"
      origin(state, limit: true, starts: true, &task)
    }
    builder.task("snapshot_ctr") {
      $0.function = "register_snapshot"
      $0.lockWrite(state.origins, at: "down_write(&_origins_lock)")
      $0.unlockWrite(state.origins, at: "up_write(&_origins_lock)")
    }
    builder.task("snapshot_dtr") {
      $0.function = "unregister_snapshot"
      $0.lockWrite(state.origins, at: "down_write(&_origins_lock)")
      $0.set(state.registered, to: 0, at: "list_del(&s->list)")
      $0.unlockWrite(state.origins, at: "up_write(&_origins_lock)")
      $0.function = "snapshot_dtr"
      $0.await(
        state.inProgress.isClear, at: "dm_kcopyd_client_destroy(s->kcopyd_client)")
      $0.free(state.snapshot, at: "kfree(s)")
    }
  }

  /// `do_origin`. A write to a chunk that is not copied yet starts a copy; a retried one does not.
  private static func origin(
    _ state: State, limit: Bool, starts: Bool, _ task: inout TaskBuilder
  ) {
    let caller = task.function
    let again = task.newPlace()
    let done = task.newPlace()
    task.put(again)
    task.function = "do_origin"
    task.lockRead(state.origins, at: "down_read(&_origins_lock)")
    task.branch(
      if: state.registered.isClear, at: "__lookup_origin(origin->bdev)",
      then: { $0.jump(to: done) })
    if limit, !state.hasSemaphore { throttle(state, again, &task) }
    task.function = "__prepare_copy"
    task.use(state.snapshot, at: "down_write(&snap->lock)")
    task.function = "start_copy"
    if starts {
      if state.hasSemaphore { task.down(state.semaphore, at: "down(&s->cow_count)") }
      task.add(
        1, to: state.inProgress,
        at: state.hasSemaphore ? "the client has a job more" : "account_start_copy(s)")
      task.submit(state.copy, at: "dm_kcopyd_copy(s->kcopyd_client, ...)")
    }
    task.put(done)
    task.function = "do_origin"
    task.unlockRead(state.origins, at: "up_read(&_origins_lock)")
    task.function = caller
  }

  /// `wait_for_in_progress`: the count is looked at under the queue's own lock, so looking and
  /// beginning to wait are one step.
  private static func throttle(_ state: State, _ again: Place, _ task: inout TaskBuilder) {
    let go = task.newPlace()
    task.function = "wait_for_in_progress"
    let setup = state.setup
    if setup.has("drop-lock") {
      task.prepareToWait(
        on: state.throttle, unless: state.mayStart,
        at: "__add_wait_queue(&s->in_progress_wait, &entry)"
      ) { $0.jump(to: go) }
      task.unlockRead(state.origins, at: "up_read(&_origins_lock)")
      task.schedule(on: state.throttle, expecting: state.mayStart, at: "io_schedule()")
      if setup.has("recheck") {
        task.jump(to: again)
      } else {
        task.function = "do_origin"
        task.lockRead(state.origins, at: "down_read(&_origins_lock)")
      }
    } else {
      task.wait(on: state.throttle, until: state.mayStart, at: "io_schedule()")
    }
    task.put(go)
  }

  /// `copy_callback`: `complete_exception` leads to `pending_complete` and `retry_origin_bios`, and only
  /// then is the copy counted as over.
  private static func complete(_ state: State, _ task: inout TaskBuilder) {
    task.function = "retry_origin_bios"
    let limit = !state.hasSemaphore && !state.setup.has("no-limit-in-callback")
    for _ in 0..<state.setup.size("retries") {
      origin(state, limit: limit, starts: false, &task)
    }
    guard state.hasSemaphore else {
      endCopy(state, &task)
      return
    }
    task.function = "copy_callback"
    task.up(state.semaphore, at: "up(&s->cow_count)")
    task.subtract(1, from: state.inProgress, at: "the client has a job less")
  }

  /// `account_end_copy`.
  private static func endCopy(_ state: State, _ task: inout TaskBuilder) {
    task.function = "account_end_copy"
    task.subtract(1, from: state.inProgress, at: "s->in_progress--")
    let wakes =
      state.setup.has("wake-count")
      ? state.mayStart : state.inProgress.equals(.constant(state.setup.size("limit") + 1))
    task.branch(
      if: wakes, at: "if (s->in_progress <= cow_threshold)",
      then: { $0.wakeUp(state.throttle, at: "wake_up_locked(&s->in_progress_wait)") })
  }
}
