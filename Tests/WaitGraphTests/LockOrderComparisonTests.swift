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
    #expect(comparison.seen.map(\.acquired.text) == ["&s->b", "&x->a/1"])
    #expect(comparison.missed.map(\.cause) == [.acquiredUnknown, .acquiredUnknown])
    #expect(comparison.onlyStatic.isEmpty)
    #expect(comparison.share(direct: true) == 0.5)
  }

  @Test func anOrderThatOnlyTheGraphHasIsListed() throws {
    let graph = try Snippet(Self.code).graph
    let comparison = LockOrderComparison([], with: graph)
    #expect(comparison.onlyStatic.map(\.held) == ["global", "s.a"])
    #expect(comparison.share(direct: false) == nil)
  }

  @Test func aTableSaysWhichOrdersAreDirect() {
    let table = """
      held_object\tacquired_object\tn_class_edges_direct
      s.a\ts.b\t1
      s.a\tt.queue.lock\t0
      """
    let orders = RecordedOrder.tabulated(in: table)
    #expect(orders.map(\.isDirect) == [true, false])
    #expect(orders[1].acquired.candidates == ["t.queue.lock", "t.queue", ".lock"])
  }
}
