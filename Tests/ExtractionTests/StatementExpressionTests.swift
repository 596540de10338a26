import LockIR
import Testing

/// Statement expressions, and the macros that are made of them.
@Suite struct StatementExpressionTests {
  @Test func aStatementExpressionsVariablesAreReplacedByTheirValues() throws {
    let text = try Snippet(
      #"""
      int a(void);
      #define max(x, y) \
        ({ \
          typeof(x) _x = (x); \
          typeof(y) _y = (y); \
          _x > _y ? _x : _y; \
        })
      int f(int *p, int n) {
        return max(p[n], a());
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(p, n)
        b0:
          _x = p[n]
          #0 = a()
          if (_x > #0) goto b1 else b2
        b1:
          %4 = _x
          goto b3
        b2:
          %4 = #0
          goto b3
        b3:
          return %4

        """#)
  }

  @Test func aStatementExpressionMayLoop() throws {
    let text = try Snippet(
      #"""
      int t(void);
      int a(int);
      #define wait(c) \
        ({ \
          int __ret = 0; \
          for (;;) { \
            if (c) \
              break; \
            __ret = a(1); \
            if (__ret) \
              break; \
          } \
          __ret; \
        })
      int f(int x) {
        if (wait(t()))
          return -4;
        return wait(x);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          __ret = 0
          goto b1
        b1:
          #0 = t()
          if #0 goto b3 else b2
        b2:
          #1 = a(1)
          __ret = #1
          if __ret goto b3 else b1
        b3:
          if __ret goto b4 else b5
        b4:
          return -4
        b5:
          __ret = 0
          goto b6
        b6:
          if x goto b8 else b7
        b7:
          #2 = a(1)
          __ret = #2
          if __ret goto b8 else b6
        b8:
          return __ret

        """#)
  }

  @Test func aVariableThatChangesIsNotReplaced() throws {
    let text = try Snippet(
      #"""
      int a(void);
      int x;
      int *f(void) {
        int old2 = ({
          int old = x;
          x = 2;
          old;
        });
        return ({
                 int *p = &x;
                 if (a())
                   p = 0;
                 p;
               }) +
               old2;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          old = x
          x = 2
          old2 = old
          p = &x
          #0 = a()
          if #0 goto b1 else b2
        b1:
          p = 0
          goto b2
        b2:
          return &p[old2]

        """#)
  }

  @Test func volatileAccessesAreAccesses() throws {
    let text = try Snippet(
      #"""
      struct s {
        int *p;
        int n;
      };
      #define READ(x) (*(const volatile typeof(x) *)&(x))
      #define WRITE(x, v) \
        do { \
          *(volatile typeof(x) *)&(x) = (v); \
        } while (0)
      int f(struct s *s) {
        WRITE(s->n, 3);
        int *q = ({
          typeof(s->p) __p = READ(s->p);
          __p;
        });
        return *q;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(s)
        b0:
          s->s.n = 3
          q = s->s.p
          return *q

        """#)
  }

  @Test func whatAWarningNobodyAnswersWarnsOfDoesNotHappen() throws {
    let text = try Snippet(
      Self.warning + #"""
        void f(int x) {
          WARN_ON(x);
          WARN_ON(1);
          a();
        }
        """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          if x goto b1 else b2
        b1:
          unreachable
        b2:
          #0 = say()
          #1 = a()
          return

        """#)
  }

  @Test func aWarningThatIsAnsweredGoesOn() throws {
    let text = try Snippet(
      Self.warning + #"""
        void f(int x) {
          if (WARN_ON(x))
            a();
        }
        """#
    ).text()
    #expect(text.contains("say()"))
    #expect(!text.contains("unreachable"))
  }

  /// A warning as kernels have it: a trap whose address is in a table.
  private static let warning = #"""
    void a(void);
    void say(void);
    #define WARN_ON(condition) \
      ({ \
        int __ret = !!(condition); \
        if (__builtin_expect(!!(__ret), 0)) \
          do { \
            say(); \
            __asm__ volatile("1: ud2\n.pushsection __bug_table,\"aw\"\n.long 1b\n.popsection"); \
          } while (0); \
        __builtin_expect(!!(__ret), 0); \
      })

    """#
}
