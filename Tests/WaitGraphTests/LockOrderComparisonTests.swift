import Foundation
import Testing
import WaitGraph

/// Orders that a running kernel recorded, held against those of a graph.
@Suite struct LockOrderComparisonTests {
  static let code = """
    struct s { struct mutex a, b; };
    struct mutex global;
    void f(struct s *s) { lock(&s->a); lock(&s->b); unlock(&s->b); unlock(&s->a); }
    void g(struct s *s) { lock(&global); lock(&s->a); unlock(&s->a); unlock(&global); }
    """

  static let listing = """
    all lock classes:
    ffffffff82de6a18 OPS:      37 FD:  542 BD:    2 +.+.: &s->a
     -> [ffffffff82e00cf0] &s->b
     -> [ffffffff82e00cf1] global

    ffffffff82de6a19 OPS:      37 FD:  542 BD:    2 +.+.: global
     -> [ffffffff82de6a18] &x->a/1
     -> [ffffffff82e00cf2] &(&t->queue)->lock

    """

  @Test func aListingIsReadAsLockdepWritesIt() {
    let orders = RecordedOrder.listed(in: Self.listing)
    #expect(orders.map(\.held.text) == ["&s->a", "&s->a", "global", "global"])
    #expect(orders.map(\.acquired.text) == ["&s->b", "global", "&x->a/1", "&(&t->queue)->lock"])
  }

  @Test func aLockGoesByItsInnermostFieldOrItsGlobalName() {
    #expect(LockName(lockdep: "&rq->__lock/1").candidates == [".__lock"])
    #expect(LockName(lockdep: "cgroup_mutex").candidates == ["cgroup_mutex"])
    #expect(LockName(lockdep: "&(&t->queue)->lock").candidates == [".lock", ".queue"])
    #expect(LockName(lockdep: "(console_sem).lock").candidates == [".lock", "console_sem"])
    #expect(LockName(object: "global:routes").candidates == ["routes"])
  }

  @Test func eachRecordedOrderIsSeenOrMissedForAReason() throws {
    let graph = try Snippet(Self.code).graph
    let comparison = LockOrderComparison(RecordedOrder.listed(in: Self.listing), with: graph)
    #expect(comparison.seen.map(\.order.acquired.text) == ["&s->b", "&x->a/1"])
    #expect(comparison.seen.allSatisfy { !$0.isByType })
    #expect(comparison.missed.map(\.cause) == [.acquiredUnknown, .acquiredUnknown])
    #expect(comparison.onlyStatic.isEmpty)
  }

  @Test func anOrderThatOnlyTheGraphHasIsListed() throws {
    let graph = try Snippet(Self.code).graph
    let comparison = LockOrderComparison([], with: graph)
    #expect(comparison.onlyStatic.map(\.held) == ["global", "s.a"])
    #expect(comparison.seen.isEmpty)
  }

  /// The recorded orders of a snippet that are found, as `held -> acquired`.
  private func found(
    _ orders: [(String, String)], in code: String, followsAll: Bool
  ) throws -> [String] {
    let recorded = orders.map {
      RecordedOrder(held: LockName(object: $0.0), acquired: LockName(object: $0.1))
    }
    let graph = try Snippet(code, followsAll: followsAll).graph
    return LockOrderComparison(recorded, with: graph).seen.map {
      "\($0.order.held.text) -> \($0.order.acquired.text)" + ($0.isByType ? " by type" : "")
    }
  }

  @Test func whatIsNoLockTakesNoRoomOfTheComparison() throws {
    let events = (0..<700).map { "struct event e\($0);" }.joined()
    let waits = (0..<700).map { "wait(&e\($0));" }.joined()
    let code = """
      struct s { struct mutex a; };
      struct mutex global;
      \(events)
      void late(void) { \(waits) lock(&global); unlock(&global); }
      void f(struct s *s) { lock(&s->a); late(); unlock(&s->a); }
      """
    #expect(try found([("s.a", "global")], in: code, followsAll: true) == ["s.a -> global"])
  }

  @Test func whatIsNotFollowedIsFollowedForTheComparison() throws {
    let code = """
      struct s { struct mutex a; };
      struct mutex global;
      struct spinlock events;
      void signal(struct event *e) { lock(&global); spin(&events); unspin(&events); unlock(&global); }
      void run(struct work *w) { lock(&global); unlock(&global); }
      struct work item = { .func = run };
      void call(struct work *w) { w->func(w); }
      void f(struct s *s, struct work *w) { lock(&s->a); call(w); unlock(&s->a); }
      void g(struct s *s, struct event *e) { lock(&s->a); signal(e); unlock(&s->a); }
      """
    let orders = [("s.a", "global"), ("s.a", "events")]
    #expect(try found(orders, in: code, followsAll: false) == [])
    #expect(
      try found(orders, in: code, followsAll: true) == ["s.a -> global by type", "s.a -> events"])
    // Of what a primitive does inside, only what spins.
    let inside = code.replacingOccurrences(of: "call(w)", with: "")
    #expect(try found(orders, in: inside, followsAll: true) == ["s.a -> events"])
  }

  @Test func aKeyStandsForTheLocksThatItIsGivenTo() throws {
    let code = """
      struct type { struct key rename_key; };
      struct s { struct mutex a, b; struct type *type; };
      void init(struct s *s) { set_class(&s->a.map, &s->type->rename_key); }
      void f(struct s *s) { lock(&s->a); lock(&s->b); unlock(&s->b); unlock(&s->a); }
      """
    let orders = [("some_type.rename_key", "s.b"), ("some_type.other_key", "s.b")]
    #expect(
      try found(orders, in: code, followsAll: false) == ["some_type.rename_key -> s.b"])
  }

  @Test func aLockInAStructureWithoutANameGoesByItsVariable() throws {
    let code = """
      struct s { struct mutex a; };
      static struct { struct mutex lock; int value; } core;
      void f(struct s *s) { lock(&s->a); lock(&core.lock); unlock(&core.lock); unlock(&s->a); }
      """
    #expect(try found([("s.a", "core.lock")], in: code, followsAll: false) == ["s.a -> core.lock"])
  }

  @Test func aRemarkBehindANameIsNoPartOfIt() {
    #expect(
      LockName(object: "sock.sk_lock (socket_lock_t.dep_map), kernel socket").candidates
        == ["sock.sk_lock"])
    #expect(LockName(object: "table.locks[]").candidates == ["table.locks"])
  }

  @Test func aTableSaysWhichOrdersAreDirect() {
    let table = """
      held_object\tacquired_object\tn_class_edges_direct
      s.a\ts.b\t1
      s.a\tt.queue.lock\t0
      """
    let orders = RecordedOrder.tabulated(in: table)
    #expect(orders.map(\.isDirect) == [true, false])
    #expect(orders[1].acquired.candidates == ["t.queue.lock"])
  }

  @Test func aNestedNameLeadsToTheInnermostRecord() throws {
    let code = """
      struct inner { struct mutex lock; };
      struct other { struct mutex lock; };
      struct s { struct mutex a; struct inner *in; struct { struct mutex m; } part; };
      struct inner global;
      void take(struct inner *i) { lock(&i->lock); unlock(&i->lock); }
      void f(struct s *s) { lock(&s->a); take(s->in); lock(&s->part.m); unlock(&s->part.m); unlock(&s->a); }
      void g(struct other *o) { lock(&o->lock); take(&global); unlock(&o->lock); }
      """
    let orders = [
      ("s.a", "s.in.lock"), ("s.a", "s.part.m"), ("other.lock", "global.lock"),
      // Another record's field of the same name is another lock.
      ("s.a", "s.other.lock"),
    ]
    #expect(
      try found(orders, in: code, followsAll: false) == [
        "s.a -> s.in.lock", "s.a -> s.part.m", "other.lock -> global.lock",
      ])
  }

  @Test func whoWakesAQueueTakesItsLock() throws {
    let code = """
      struct spinlock inside;
      struct mutex global;
      struct s { struct mutex a; struct queue q, r; };
      void wake(struct queue *q) { spin(&q->lock); spin(&inside); unspin(&inside); unspin(&q->lock); }
      void wake_locked(struct queue *q) { lock(&global); wake(q); unlock(&global); }
      void f(struct s *s) { lock(&s->a); wake(&s->q); unlock(&s->a); }
      void g(struct s *s) { wake(&s->r); }
      """
    let orders = [("s.a", "s.q.lock"), ("s.a", "s.r.lock"), ("s.r.lock", "inside")]
    // Of what its holder does, only the primitive knows.
    #expect(
      try found(orders, in: code, followsAll: true) == ["s.a -> s.q.lock", "s.r.lock -> inside"])
  }

  @Test func readersThatMaySleepHaveAnOrder() throws {
    let code = """
      struct s { struct mutex a; struct readers r; };
      void f(struct s *s) { read(&s->r); lock(&s->a); unlock(&s->a); unread(&s->r); }
      """
    #expect(try found([("s.r", "s.a")], in: code, followsAll: true) == ["s.r -> s.a"])
  }

  @Test func whatSleepsMayTakeWhatIsHeldLong() throws {
    let code = """
      struct s { struct mutex a; struct spinlock b; };
      struct mutex global;
      void nap(void) { lock(&global); unlock(&global); }
      void f(struct s *s) { lock(&s->a); nap(); unlock(&s->a); }
      void g(struct s *s) { spin(&s->b); nap(); unspin(&s->b); }
      """
    let orders = [("s.a", "global"), ("s.b", "global")]
    #expect(try found(orders, in: code, followsAll: true) == ["s.a -> global"])
  }

  @Test func anAllocatorThatMayNotSleepDoesNotReclaim() throws {
    let code = """
      struct s { struct mutex a, c; struct spinlock b; };
      struct spinlock pool, lru;
      void *alloc(unsigned mask) {
        if (mask & RECLAIM) { spin(&lru); unspin(&lru); }
        spin(&pool);
        unspin(&pool);
        return 0;
      }
      void f(struct s *s) { lock(&s->a); alloc(RECLAIM); unlock(&s->a); }
      void g(struct s *s, unsigned mask) { spin(&s->b); alloc(mask); unspin(&s->b); }
      void h(struct s *s) { lock(&s->c); alloc(IO); unlock(&s->c); }
      """
    let orders = ["s.a", "s.b", "s.c"].flatMap { [($0, "lru"), ($0, "pool")] }
    #expect(
      try found(orders, in: code, followsAll: true) == [
        "s.a -> lru", "s.a -> pool", "s.b -> pool", "s.c -> pool",
      ])
  }

  @Test func whatASpinlockSaysOfItsMisuseIsNoOrder() throws {
    let code = """
      struct s { struct mutex a; struct spinlock b; };
      struct queue console;
      void spin(struct spinlock *l) { if (!l) wake(&console); }
      void f(struct s *s) { lock(&s->a); spin(&s->b); unspin(&s->b); unlock(&s->a); }
      """
    #expect(try found([("s.a", "console")], in: code, followsAll: true) == [])
  }
}
