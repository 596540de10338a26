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

  @Test func numbersOfMacrosAreNoPartOfANameOrItsIdentity() throws {
    let text = try Snippet(
      #"""
      #define PASTE_(a, b) a##b
      #define PASTE(a, b) PASTE_(a, b)
      #define UNIQUE(p) PASTE(__UNIQUE_ID_##p, __COUNTER__)
      int skip = __COUNTER__ + __COUNTER__;
      int a(int);
      int temp1;
      static int (*UNIQUE(init))(int) = a;
      static int (*UNIQUE(init))(int) = a;
      static int (*UNIQUE(exit))(int) = a;
      #define once_(x, v) \
        ({ \
          int v = a(x); \
          static int UNIQUE(s); \
          UNIQUE2 = v; \
          v > 1 ? v : 0; \
        })
      #define UNIQUE2 temp1
      #define once(x) once_(x, UNIQUE(v_))
      int f(void) {
        return once(temp1);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          #0 = a(temp1)
          temp1 = #0
          if (#0 > 1) goto b1 else b2
        b1:
          %1 = #0
          goto b3
        b2:
          %1 = 0
          goto b3
        b3:
          return %1

        skip = 1
        a.c::__UNIQUE_ID_init0 = a
        a.c::__UNIQUE_ID_init1 = a
        a.c::__UNIQUE_ID_exit0 = a

        """#)
  }
}
