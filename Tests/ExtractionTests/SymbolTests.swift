import LockIR
import Testing

/// Names of functions and variables in the whole program.
@Suite struct SymbolTests {
  @Test func internalLinkageIsNamedByItsFile() throws {
    let text = try Snippet(
      #"""
      static int helper(int);
      extern int there;
      int here;
      static int mine;
      extern void outside(void);
      static int helper(int x) {
        outside();
        return there + here + mine;
      }
      int f(void) {
        extern int inside;
        return helper(inside);
      }
      static void proto(void);
      void proto(void) {
        f();
      }
      """#
    ).text()
    #expect(
      text == #"""
        static a.c::helper(x)
        b0:
          #0 = outside()
          return ((there + here) + a.c::mine)

        f()
        b0:
          #0 = a.c::helper(inside)
          return #0

        static a.c::proto()
        b0:
          #0 = f()
          return

        """#)
  }

  @Test func attributesAreTheWordsBeforeTheName() throws {
    let text = try Snippet(
      #"""
      #define __init __attribute__((section(".init")))
      #define noinline __attribute__((noinline))
      typedef unsigned gfp_t;
      struct s;
      static int __init setup(void) {
        return 0;
      }
      noinline static const struct s *__attribute__((cold)) look(int x) {
        return 0;
      }
      gfp_t mask(void) {
        return 1;
      }
      """#
    ).text()
    #expect(
      text == #"""
        static __init a.c::setup()
        b0:
          return 0

        noinline static cold a.c::look(x)
        b0:
          return 0

        mask()
        b0:
          return 1

        """#)
  }
}
