import LockIR
import Testing

/// What the compiler knows is known here.
@Suite struct ConstantTests {
  @Test func integerOperatorsFold() throws {
    let text = try Snippet(
      #"""
      enum { A = 3, B = A << 2 };
      typedef unsigned int gfp_t;
      #define IO ((gfp_t)0x40u)
      #define FS ((gfp_t)0x80u)
      gfp_t f(gfp_t m) {
        m &= ~IO;
        m |= (IO | FS) & ~FS;
        return m ^ (B + -A * 2 % 4 / 1);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(m)
        b0:
          m = (m & 4294967231)
          m = (m | 64)
          return (m ^ 10)

        """#)
  }

  @Test func constantsHaveTheirTypesWidth() throws {
    let text = try Snippet(
      #"""
      void g(long);
      void f(void) {
        g((unsigned char)300);
        g((signed char)200);
        g(-1);
        g(~0u);
        g(~0ul);
        g((unsigned)-1 > 0);
        g(-1 < 0u);
        g(1u - 2 >> 31);
        g((_Bool)7);
        g(1ull << 63);
        g('a');
        g(sizeof(long) * 8);
        g(_Alignof(int));
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          #0 = g(44)
          #1 = g(-56)
          #2 = g(-1)
          #3 = g(4294967295)
          #4 = g(-1)
          #5 = g(1)
          #6 = g(0)
          #7 = g(1)
          #8 = g(1)
          #9 = g(-9223372036854775808)
          #10 = g(97)
          #11 = g(64)
          #12 = g(4)
          return

        """#)
  }

  @Test func constantPIsFalseForAVariable() throws {
    let text = try Snippet(
      #"""
      int cheap(void);
      int costly(int);
      #define pick(n) (__builtin_constant_p(n) ? cheap() : costly(n))
      int f(int n) {
        return pick(3) + pick(n);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(n)
        b0:
          #0 = cheap()
          #1 = costly(n)
          return (#0 + #1)

        """#)
  }

  @Test func expectIsItsFirstOperand() throws {
    let text = try Snippet(
      #"""
      int t(void);
      void a(void);
      #define likely(x) __builtin_expect(!!(x), 1)
      int f(int x) {
        if (likely(t() && x))
          a();
        return __builtin_expect(x, 0);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          #0 = t()
          if #0 goto b1 else b3
        b1:
          if x goto b2 else b3
        b2:
          #1 = a()
          goto b3
        b3:
          return x

        """#)
  }

  @Test func deadBranchesAreLeftOut() throws {
    let text = try Snippet(
      #"""
      int a(void);
      int b(void);
      int f(int x) {
        if (0 && a())
          b();
        if (1 || a())
          b();
        while (0)
          a();
        return 0 ? a() : 1 ? b() : a();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          #0 = b()
          #2 = b()
          return #2

        """#)
  }

  @Test func typeComparisonsFold() throws {
    let text = try Snippet(
      #"""
      int a(void);
      int f(int x, long l) {
        return __builtin_types_compatible_p(typeof(x), int)
                   ? a()
                   : __builtin_types_compatible_p(typeof(x), typeof(l));
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x, l)
        b0:
          #0 = a()
          return #0

        """#)
  }

  @Test func offsetofFolds() throws {
    let text = try Snippet(
      #"""
      struct s {
        int a;
        long b;
      };
      unsigned long f(void) {
        return __builtin_offsetof(struct s, b);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          return 8

        """#)
  }

  @Test func foldableBuiltinsFold() throws {
    let text = try Snippet(
      #"""
      int f(void) {
        return __builtin_ffs(8) + __builtin_strlen("abc") + __builtin_bswap32(1);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          return 16777223

        """#)
  }

  @Test func pointersMadeOfNumbersFold() throws {
    let text = try Snippet(
      #"""
      struct s {
        long a, b;
      };
      struct l {
        void *next, *prev;
      };
      void f(struct l *l) {
        l->next = (void *)0x100 + 0x22;
        l->prev = (struct s *)32 + 2;
        l->next = (char *)-1 - 3;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(l)
        b0:
          l->l.next = 290
          l->l.prev = 64
          l->l.next = -4
          return

        """#)
  }
}
