import Testing
import WaitGraph

/// What is held where, by the paths through functions.
@Suite struct HeldSetTests {
  static let structure = "struct s { struct mutex a, b; struct event e; int flag; };\n"

  private func edges(_ text: String) throws -> [String] {
    try Snippet(Self.structure + text).edges
  }

  @Test func aLockIsHeldUntilItIsGivenBack() throws {
    #expect(
      try edges("void f(struct s *s) { lock(&s->a); wait(&s->e); unlock(&s->a); lock(&s->b); }")
        == ["s.a -> s.e"])
  }

  @Test func aFailedTrylockHoldsNothing() throws {
    #expect(
      try edges(
        "void f(struct s *s) { if (!trylock(&s->a)) { wait(&s->e); return; } unlock(&s->a); }")
        == [])
  }

  @Test func anInterruptedLockHoldsNothing() throws {
    #expect(
      try edges("void f(struct s *s) { if (lock_interruptible(&s->a)) wait(&s->e); }") == [])
  }

  @Test func oneFlagGuardsLockAndUnlock() throws {
    #expect(
      try edges(
        """
        void g(void);
        void f(struct s *s) {
          if (s->flag) lock(&s->a);
          g();
          if (s->flag) unlock(&s->a);
          wait(&s->e);
        }
        """) == [])
  }

  @Test func aHelperThatPicksTheLockByAFlagGivesBackTheOneThatIsHeld() throws {
    #expect(
      try edges(
        """
        static void take(struct s *s) { if (s->flag) lock(&s->a); else lock(&s->b); }
        static void give(struct s *s) { if (s->flag) unlock(&s->a); else unlock(&s->b); }
        void f(struct s *s) { take(s); give(s); wait(&s->e); }
        """) == [])
  }

  @Test func aCalleeThatUnlocksAroundItsWaitWaitsWithoutTheLock() throws {
    #expect(
      try edges(
        """
        static void pause(struct s *s) { unlock(&s->a); wait(&s->e); lock(&s->a); }
        void f(struct s *s) { lock(&s->a); pause(s); lock(&s->b); unlock(&s->b); unlock(&s->a); }
        """) == ["s.a -> s.b"])
  }

  @Test func bothLocksOfAClassAreGivenBackByACallee() throws {
    #expect(
      try edges(
        """
        struct pair { struct s *one, *two; };
        static void take(struct pair *p) { lock(&p->one->a); lock(&p->two->a); }
        static void give(struct pair *p) { unlock(&p->two->a); unlock(&p->one->a); }
        void f(struct pair *p, struct s *s) { take(p); give(p); wait(&s->e); }
        """) == ["s.a -> s.a"])
  }

  @Test func aConstantArgumentDecidesWhatACalleeDoes() throws {
    #expect(
      try edges(
        """
        static int settle(struct s *s, int drop) {
          if (drop) unlock(&s->a);
          wait(&s->e);
          return !drop;
        }
        void f(struct s *s) { lock(&s->a); if (settle(s, 1)) unlock(&s->a); }
        """) == [])
  }

  @Test func aListHeadTakenBeforeItIsClearedIsStillThere() throws {
    #expect(
      try edges(
        """
        struct q { struct s *head; };
        static struct s *pop(struct q *q) { struct s *s = q->head; q->head = 0; return s; }
        void f(struct q *q, struct s *s) { lock(&s->a); if (pop(q)) wait(&s->e); unlock(&s->a); }
        """) == ["s.a -> s.e"])
  }

  @Test func whatALoopTestsMayChangeFromTurnToTurn() throws {
    #expect(
      try edges(
        """
        void step(void);
        void f(struct s *s) { lock(&s->a); while (!s->flag) step(); wait(&s->e); unlock(&s->a); }
        """) == ["s.a -> s.e"])
  }

  @Test func pathsAreToldApartByWhatIsTestedAgain() throws {
    #expect(
      try edges(
        """
        void f(struct s *s, int mode) {
          int sync = 0;
          lock(&s->a);
          if (mode == 3) sync = 1;
          if (sync) { unlock(&s->a); return; }
          if (mode == 3) wait(&s->e);
          unlock(&s->a);
        }
        """) == [])
  }
}
