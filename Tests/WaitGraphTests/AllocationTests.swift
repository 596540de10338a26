import Testing
import WaitGraph

/// Masks, and the scopes that narrow them.
@Suite struct AllocationTests {
  static let structure = "struct s { struct mutex a; };\n"

  private func edges(_ text: String) throws -> [String] {
    try Snippet(Self.structure + text).edges.filter { $0.hasPrefix("s.a") }
  }

  @Test func aMaskThatMayNotReclaimBlocksForNothing() throws {
    #expect(try edges("void f(struct s *s) { lock(&s->a); alloc(IO | FS); }") == [])
  }

  @Test func aMaskIsFollowedThroughTheParametersOfEachCaller() throws {
    #expect(
      try edges(
        """
        static void *get(unsigned mask) { return alloc(mask & ~FS); }
        void f(struct s *s) { lock(&s->a); get(RECLAIM | IO | FS); }
        void g(struct s *s) { lock(&s->a); get(IO | FS); }
        """) == ["s.a -> GFP_NOFS"])
  }

  @Test func aMaskThatDependsOnAConditionIsEachOfItsValues() throws {
    #expect(
      try edges(
        """
        void f(struct s *s, int small) {
          unsigned mask = RECLAIM | IO | FS;
          if (small) mask = RECLAIM;
          lock(&s->a);
          alloc(mask);
        }
        """) == ["s.a -> GFP_KERNEL", "s.a -> GFP_NOIO"])
  }

  @Test func aScopeTakesTheBitsAway() throws {
    #expect(
      try edges(
        "void f(struct s *s) { lock(&s->a); scope(); alloc(RECLAIM | IO | FS); unscope(); }")
        == ["s.a -> GFP_NOIO"])
  }
}
