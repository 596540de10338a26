import LockIR
import Testing

/// Where operations stand, and which macro wrote them.
@Suite struct LocationTests {
  @Test func textFromAMacroStandsWhereTheMacroWasUsed() throws {
    let unit = try Snippet(
      """
      struct lock { int x; };
      void raw_lock(struct lock *, int);
      int b(void);
      #define lock_nested(l, n) raw_lock(l, n)
      #define outer(l) lock_nested(l, 1)
      void f(struct lock *l) {
        lock_nested(l, 2);
        outer(l);
        raw_lock(l,
                 b());
        if (b())
          return;
      }
      """
    ).extract()
    let function = try #require(unit.function(named: "f"))
    #expect(
      FunctionPrinter(function, in: unit, showsLocations: true).text == """
        f(l)  @6:6
        b0:
          #0 = raw_lock(l, 2)  @7:3 in lock_nested
          #1 = raw_lock(l, 1)  @8:3 in outer
          #2 = b()  @10:12
          #3 = raw_lock(l, #2)  @9:3
          #4 = b()  @11:7
          if #4 goto b1 else b2  @11:7
        b1:
          return  @12:5
        b2:
          return

        """)
  }

  @Test func aMacrosArgumentStandsWhereItWasWritten() throws {
    let unit = try Snippet(
      """
      void a(int);
      int b(void);
      #define twice(s) do { s; s; } while (0)
      #define id(x) (x)
      void f(void) { twice(a(id(b()))); }
      """
    ).extract()
    let function = try #require(unit.function(named: "f"))
    #expect(
      function.blocks[0].operations.map {
        "\($0.location.column) \($0.location.macro.map { unit[$0] } ?? "-")"
      } == ["27 -", "22 -", "27 -", "22 -"])
  }

  @Test func whatAMacroEvaluatesForNothingIsKept() throws {
    let unit = try Snippet(
      """
      struct lock { int x; };
      #define assert_held(l) do { (void)(l); } while (0)
      #define nop(x) (void)(x)
      void f(struct lock *l) {
        assert_held(&l->x);
        nop(0);
        (void)l;
        l->x;
      }
      """
    ).extract()
    let function = try #require(unit.function(named: "f"))
    #expect(
      FunctionPrinter(function, in: unit, showsLocations: true).text == """
        f(l)  @4:6
        b0:
          evaluate &l->lock.x  @5:3 in assert_held
          return

        """)
  }
}
