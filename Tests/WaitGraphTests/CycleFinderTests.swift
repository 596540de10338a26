import RuleCatalog
import Testing
import WaitGraph

/// Cycles through events, and what is none.
@Suite struct CycleFinderTests {
  private static let server = """
    struct s { struct mutex a; struct event e; struct work w; int more; };
    int next(struct s *s);
    """

  private func cycles(worker: String, waiter: String) throws -> [[EdgeKind]] {
    try Snippet(
      Self.server
        + """
        static void run(struct work *w) {
          struct s *s = (struct s *)((char *)w - __builtin_offsetof(struct s, w));
          \(worker)
        }
        void start(struct s *s) { s->w.func = run; queue(&s->w); }
        void use(struct s *s) { \(waiter) }
        """
    ).cycles
  }

  private let holdsAndWaits = "lock(&s->a); wait(&s->e); unlock(&s->a);"

  @Test func itemsOfOneLoopWaitForEachOther() throws {
    let found = try cycles(
      worker: "while (next(s)) { lock(&s->a); unlock(&s->a); signal(&s->e); }",
      waiter: holdsAndWaits)
    #expect(found == [[.holdAndWait, .serialised]])
  }

  @Test func aSignalThatComesBeforeTheLockIsNotHeldUp() throws {
    let found = try cycles(
      worker: "signal(&s->e); lock(&s->a); unlock(&s->a);", waiter: holdsAndWaits)
    #expect(found == [])
  }

  @Test func aSignalThatComesAfterTheLockIs() throws {
    let found = try cycles(
      worker: "lock(&s->a); unlock(&s->a); signal(&s->e);", waiter: holdsAndWaits)
    #expect(found == [[.holdAndWait, .signalAfter]])
  }

  @Test func aWaitWithoutTheLockClosesNothing() throws {
    let found = try cycles(
      worker: "while (next(s)) { lock(&s->a); unlock(&s->a); signal(&s->e); }",
      waiter: "lock(&s->a); unlock(&s->a); wait(&s->e);")
    #expect(found == [])
  }
}
