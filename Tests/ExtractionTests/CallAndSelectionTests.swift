import LockIR
import Testing

/// Calls, and expressions of which one branch counts.
@Suite struct CallAndSelectionTests {
  @Test func genericTakesTheBranchThatTheTextNames() throws {
    let text = try Snippet(
      #"""
      int a(void);
      int b(void);
      #define pick(x) _Generic((x), int: a(), long: b(), default: 0)
      int f(long l, int i) {
        return pick(l) + pick(i) + pick("s");
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(l, i)
        b0:
          #0 = b()
          #1 = a()
          return (#0 + #1)

        """#)
  }

  @Test func genericTakesTheBranchOfItsType() throws {
    let text = try Snippet(
      #"""
      struct s {
        int x;
      };
      #define to(p) _Generic(p, const int *: (const struct s *)(p), default: (struct s *)(p))
      int f(const int *p, int *q) {
        return to(p)->x + to(q)->x;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(p, q)
        b0:
          return (p->s.x + q->s.x)

        """#)
  }

  @Test func genericTakesTheBranchWhoseCallTakesTheType() throws {
    let text = try Snippet(
      #"""
      typedef struct {
        int a;
      } s1;
      typedef struct {
        int b;
      } s2;
      int x_s1(const s1 *);
      int x_s2(const s2 *);
      #define prop_case(s, n) \
        n: \
        x_##n((void *)(s))
      #define prop(s) _Generic(*(s), prop_case(s, s1), prop_case(s, s2))
      int f(s2 *p) {
        return prop(p);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(p)
        b0:
          #0 = x_s2(p)
          return #0

        """#)
  }

  @Test func chooseExprTakesItsBranch() throws {
    let text = try Snippet(
      #"""
      int a(void);
      int b(void);
      int f(int x) {
        return __builtin_choose_expr(sizeof(x) == 4, a(), b()) +
               __builtin_choose_expr(0, a(), x);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          #0 = a()
          return (#0 + x)

        """#)
  }

  @Test func everyFormOfCallIsACall() throws {
    let text = try Snippet(
      #"""
      typedef int (*fn)(int);
      struct ops {
        fn run;
      };
      int a(int);
      fn pick(void);
      int f(struct ops *o, fn g, fn table[]) {
        return o->run(1) + g(2) + (*g)(3) + (&a)(4) + (*a)(5) + table[2](6) + pick()(7);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(o, g, table)
        b0:
          #0 = (o->ops.run)(1)
          #1 = (g)(2)
          #2 = (g)(3)
          #3 = a(4)
          #4 = a(5)
          #5 = (table[2])(6)
          #6 = pick()
          #7 = (#6)(7)
          return ((((((#0 + #1) + #2) + #3) + #4) + #5) + #7)

        """#)
  }

  @Test func aFunctionsNameIsItsAddress() throws {
    let text = try Snippet(
      #"""
      int a(int);
      struct ops {
        int (*run)(int);
      } o;
      void f(void) {
        o.run = a;
        o.run = &a;
        int (*p)(int) = *a;
        p(1);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          o.ops.run = a
          o.ops.run = a
          p = a
          #0 = (p)(1)
          return

        """#)
  }

  @Test func stringsAreValues() throws {
    let text = try Snippet(
      #"""
      void g(const char *);
      void f(void) {
        g("a\tb"
          "c");
        g(__func__);
        char b[] = "xy";
        g(b);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          #0 = g("a\tbc")
          #1 = g("f")
          b = "xy"
          #2 = g(&b)
          return

        """#)
  }

  @Test func floatingPointIsUnknown() throws {
    let text = try Snippet(
      #"""
      double d;
      int f(double x) {
        d = x * 2.0;
        return x < 1.5;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          d = ?
          return ?

        """#)
  }

  @Test func variableArgumentsAreUnknown() throws {
    let text = try Snippet(
      #"""
      typedef __builtin_va_list va;
      int g(int);
      void f(int n, ...) {
        va ap;
        __builtin_va_start(ap, n);
        g(__builtin_va_arg(ap, int));
        __builtin_va_end(ap);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(n)
        b0:
          #0 = __builtin_va_start(&ap, n)
          #1 = g(?)
          #2 = __builtin_va_end(&ap)
          return

        """#)
  }
}
