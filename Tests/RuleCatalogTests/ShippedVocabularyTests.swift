import RuleCatalog
import Testing

/// Claims about the shipped entries as a whole: what is opened can be closed, and what is known of the
/// kernel is said of it.
@Suite struct ShippedVocabularyTests {
  private let vocabulary: Vocabulary
  private let effects: [Effect]

  init() throws {
    vocabulary = try Shipped.catalog().vocabulary
    effects =
      vocabulary.functions.values.flatMap(\.self)
      + vocabulary.variants.flatMap { $0.functions.values.flatMap(\.self) }
  }

  private struct Hold: Hashable {
    let kind: ResourceKind
    let mode: LockMode
  }

  @Test func everyLockCanBeReleasedInTheModeItIsTakenIn() {
    var taken: Set<Hold> = []
    var released: Set<Hold> = []
    for effect in effects {
      switch effect {
      case .acquire(_, let kind, let mode, _, _): taken.insert(Hold(kind: kind, mode: mode))
      case .release(_, let kind, let mode): released.insert(Hold(kind: kind, mode: mode))
      default: break
      }
    }
    #expect(taken == released)
    #expect(Set(taken.map(\.kind)) == Set(ResourceKind.allCases.filter { $0.family == .lock }))
  }

  @Test func everyNamedLockCanBeReleased() {
    var taken: Set<String> = []
    var released: Set<String> = []
    for effect in effects {
      switch effect {
      case .acquire(.named(let name), _, _, _, _): taken.insert(name)
      case .release(.named(let name), _, _): released.insert(name)
      default: break
      }
    }
    #expect(taken == released)
  }

  @Test func everySectionCanBeLeft() {
    var entered: Set<ResourceKind> = []
    var left: Set<ResourceKind> = []
    for effect in effects {
      switch effect {
      case .enter(let kind, _): entered.insert(kind)
      case .leave(let kind, _): left.insert(kind)
      default: break
      }
    }
    #expect(entered == left)
    // A method that says that nobody need wait for it leaves what it never entered.
    #expect(
      entered == Set(ResourceKind.allCases.filter { $0.family == .section || $0 == .method }))
  }

  @Test func whatSpinsElsewhereSleepsOnPreemptRT() throws {
    let variant = try #require(vocabulary.variants.first { $0.mark == "rt_spin_lock" })
    for (name, kind) in [("spin_lock", ResourceKind.spinlock), ("write_lock", .rwlock)] {
      #expect(vocabulary.functions[name]?.first?.kind == kind)
      #expect(variant.functions[name]?.first?.kind?.spins == false)
    }
    #expect(variant.functions["raw_spin_lock"] == nil)
    #expect(
      variant.functions["spin_lock_irqsave"]?.contains {
        if case .enter = $0 { true } else { false }
      } == false)
  }

  @Test func whatArmsAQueueCanBeUndone() {
    #expect(effects.contains { if case .arm = $0 { true } else { false } })
    #expect(effects.contains { if case .disarm = $0 { true } else { false } })
  }

  @Test func everyEventThatIsWaitedForCanBeSignalled() {
    var waited: Set<ResourceKind> = []
    var signalled: Set<ResourceKind> = []
    for effect in effects {
      switch effect {
      case .wait(_, let kind, _, _): waited.insert(kind)
      case .signal(_, let kind, _): signalled.insert(kind)
      default: break
      }
    }
    // Readers end a grace period by leaving their sections; a mempool is waited for by allocating.
    #expect(waited.subtracting([.gracePeriod]) == signalled.subtracting([.mempool]))
  }

  /// Pairs of functions of which the second undoes the first.
  static let pairs: [(opens: String, closes: String)] = [
    ("mutex_lock", "mutex_unlock"), ("down_read", "up_read"), ("down_write", "up_write"),
    ("percpu_down_read", "percpu_up_read"), ("percpu_down_write", "percpu_up_write"),
    ("spin_lock", "spin_unlock"), ("spin_lock_bh", "spin_unlock_bh"),
    ("spin_lock_irq", "spin_unlock_irq"), ("spin_lock_irqsave", "spin_unlock_irqrestore"),
    ("raw_spin_lock", "raw_spin_unlock"), ("_raw_spin_lock", "_raw_spin_unlock"),
    ("_raw_spin_lock_bh", "_raw_spin_unlock_bh"), ("_raw_spin_lock_irq", "_raw_spin_unlock_irq"),
    ("_raw_spin_lock_irqsave", "_raw_spin_unlock_irqrestore"),
    ("__raw_spin_lock", "__raw_spin_unlock"), ("read_lock", "read_unlock"),
    ("read_lock_bh", "read_unlock_bh"), ("_raw_read_lock_irqsave", "_raw_read_unlock_irqrestore"),
    ("write_lock", "write_unlock"), ("write_lock_irq", "write_unlock_irq"),
    ("_raw_write_lock_bh", "_raw_write_unlock_bh"), ("bit_spin_lock", "bit_spin_unlock"),
    ("hlist_bl_lock", "hlist_bl_unlock"), ("write_seqlock", "write_sequnlock"),
    ("write_seqcount_begin", "write_seqcount_end"), ("local_lock_acquire", "local_lock_release"),
    ("write_seqlock_irqsave", "write_sequnlock_irqrestore"), ("rcu_read_lock", "rcu_read_unlock"),
    ("__rcu_read_lock", "__rcu_read_unlock"), ("rcu_read_lock_bh", "rcu_read_unlock_bh"),
    ("rcu_read_lock_sched", "rcu_read_unlock_sched"), ("srcu_read_lock", "srcu_read_unlock"),
    ("local_irq_save", "local_irq_restore"), ("local_irq_disable", "local_irq_enable"),
    ("arch_local_irq_save", "arch_local_irq_restore"), ("local_bh_disable", "local_bh_enable"),
    ("__local_bh_disable_ip", "__local_bh_enable_ip"), ("preempt_disable", "preempt_enable"),
    ("__preempt_count_add", "__preempt_count_sub"), ("get_cpu", "put_cpu"),
    ("kmap_atomic", "kunmap_atomic"), ("memalloc_noio_save", "memalloc_noio_restore"),
    ("memalloc_nofs_save", "memalloc_nofs_restore"), ("lock_page", "unlock_page"),
    ("folio_lock", "folio_unlock"), ("__folio_lock", "folio_unlock"),
    ("lock_buffer", "unlock_buffer"), ("down", "up"), ("rt_mutex_lock", "rt_mutex_unlock"),
    ("rtnl_lock", "rtnl_unlock"), ("lock_sock", "release_sock"),
    ("cpus_read_lock", "cpus_read_unlock"), ("console_lock", "console_unlock"),
    ("prepare_to_wait", "finish_wait"), ("add_wait_queue", "remove_wait_queue"),
  ]

  @Test(arguments: pairs)
  func aPairUndoesItself(_ opens: String, _ closes: String) throws {
    let opening = try #require(vocabulary.functions[opens])
    let closing = try #require(vocabulary.functions[closes])
    #expect(!opening.isEmpty)
    #expect(closing == opening.reversed().compactMap(\.undone))
  }

  static let allocators: [(name: String, gfp: GFPSpec)] = [
    ("mempool_alloc", .argument(1)), ("kmalloc", .argument(1)), ("__kmalloc", .argument(1)),
    ("kmalloc_trace", .argument(1)), ("kmem_cache_alloc", .argument(1)),
    ("kmalloc_noprof", .argument(1)), ("__kmalloc_cache_noprof", .argument(1)),
    ("kcalloc", .argument(2)), ("kvmalloc_node", .argument(1)), ("__vmalloc", .argument(1)),
    ("__vmalloc_node", .argument(2)), ("__vmalloc_node_range", .argument(4)),
    ("vmalloc", .constant("GFP_KERNEL")), ("alloc_pages", .argument(0)),
    ("__get_free_pages", .argument(0)), ("__alloc_pages", .argument(0)),
    ("alloc_pages_node", .argument(1)), ("bio_alloc_bioset", .argument(3)),
  ]

  @Test(arguments: allocators)
  func anAllocatorTakesItsMaskThere(_ name: String, _ gfp: GFPSpec) throws {
    guard case .allocate(gfp, _, _)? = vocabulary.functions[name]?.first else {
      Issue.record("\(name): \(String(describing: vocabulary.functions[name]))")
      return
    }
  }

  @Test func onlyVmallocWithAMaskMayIgnoreIt() {
    let ignoring = vocabulary.functions.filter { _, effects in
      effects.contains { if case .allocate(_, _, _?) = $0 { true } else { false } }
    }
    let roots = ["__vmalloc", "__vcalloc", "vmalloc_huge"]
    #expect(ignoring.keys.contains("__vmalloc"))
    #expect(ignoring.keys.allSatisfy { name in roots.contains { name.hasPrefix($0) } })
  }

  static let methods: [(field: String, context: CallContext)] = [
    ("work_struct.func", .work), ("timer_list.function", .timer),
    ("hrtimer.function", .hrtimer), ("tasklet_struct.func", .tasklet),
    ("callback_head.func", .rcuCallback), ("bio.bi_end_io", .ioCompletion),
    ("request.end_io", .ioCompletion), ("buffer_head.b_end_io", .ioCompletion),
    ("target_type.map", .bioList), ("block_device_operations.submit_bio", .bioList),
    ("request_queue.make_request_fn", .bioList), ("shrinker.scan_objects", .reclaim),
    ("file_operations.write_iter", .process), ("napi_struct.poll", .napi),
    ("wait_queue_entry.func", .irq), ("kcopyd_job.fn", .serialWork),
  ]

  @Test(arguments: methods)
  func aMethodRunsInItsContext(_ field: String, _ context: CallContext) {
    #expect(vocabulary.fields[field]?.context == context)
  }

  @Test(arguments: [
    "read_folio", "readpage", "writepage", "readahead", "launder_folio", "write_end",
  ])
  func aPageMethodIsCalledWithThePageLocked(_ method: String) {
    let lock = Effect.acquire(
      .named("folio lock"), kind: .folioLock, mode: .exclusive, tries: false, success: .always)
    #expect(vocabulary.fields["address_space_operations.\(method)"]?.holds == [lock])
  }

  @Test(arguments: [
    ("del_timer_sync", false), ("hrtimer_cancel", false), ("cancel_work_sync", true),
    ("synchronize_irq", true), ("napi_disable", true), ("kthread_stop", true), ("free_irq", true),
    ("tasklet_kill", true),
  ])
  func onlyTimersAreWaitedForSpinning(_ name: String, _ sleeps: Bool) throws {
    let kind = try #require(vocabulary.functions[name]?.first?.kind)
    #expect(kind.spins == !sleeps)
  }

  @Test func printingMattersForNothing() {
    for name in ["_printk", "printk", "kfree", "bio_endio", "process_one_work", "fput"] {
      #expect(vocabulary.functions[name] == [], "\(name)")
    }
  }
}

extension Effect {
  /// The effect that takes this one back, if there is one.
  fileprivate var undone: Effect? {
    switch self {
    case .acquire(let object, let kind, let mode, _, _): .release(object, kind: kind, mode: mode)
    case .enter(let kind, let object): .leave(kind: kind, object: object)
    case .arm(let object): .disarm(object)
    default: nil
    }
  }
}
