import LockIR
import Testing

/// Expressions become values, and control flow where they need it.
@Suite struct ExpressionTests {
  @Test func theCommaOperatorKeepsTheOrder() throws {
    let text = try Snippet(
      #"""
      int a(void);
      int b(void);
      int f(int x) {
        int y = (a(), b());
        for (x = 0, y = 1; x < y; x++, y--)
          ;
        return (x = 3, y);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          #0 = a()
          #1 = b()
          y = #1
          x = 0
          y = 1
          goto b1
        b1:
          if (x < y) goto b2 else b3
        b2:
          x = (x + 1)
          y = (y - 1)
          goto b1
        b3:
          x = 3
          return y

        """#)
  }

  @Test func incrementsKeepTheOldValueOnlyWhereItIsUsed() throws {
    let text = try Snippet(
      #"""
      struct s {
        int n;
        int *p;
      };
      int f(struct s *s) {
        int a = s->n++;
        int b = ++s->n;
        *s->p++ = 1;
        s->p--;
        return a + b;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(s)
        b0:
          %2 = s->s.n
          s->s.n = (%2 + 1)
          a = %2
          s->s.n = (s->s.n + 1)
          b = s->s.n
          %4 = s->s.p
          s->s.p = &%4[1]
          *%4 = 1
          s->s.p = &s->s.p[-1]
          return (a + b)

        """#)
  }

  @Test func anAssignmentsValueIsWhatWasStored() throws {
    let text = try Snippet(
      #"""
      int a(void);
      int x, y;
      int f(void) {
        int r;
        if ((r = a()) != 0)
          return r;
        x = y = r;
        return x += 2;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          #0 = a()
          r = #0
          if r goto b1 else b2
        b1:
          return r
        b2:
          y = r
          x = y
          x = (x + 2)
          return x

        """#)
  }

  @Test func pointerArithmeticIsAnElement() throws {
    let text = try Snippet(
      #"""
      int f(int *p, int n) {
        int **q = &p;
        int a[4];
        a[n] = *(p + n);
        a[0] = p[0];
        p += 2;
        *(p - 1) = 3;
        return &p[n] - p + n[a] + **q;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(p, n)
        b0:
          q = &p
          a[n] = p[n]
          a[0] = *p
          p = &p[2]
          p[-1] = 3
          return (((&p[n] - p) + a[n]) + **q)

        """#)
  }

  @Test func dereferencingAnAddressCancels() throws {
    let text = try Snippet(
      #"""
      struct s {
        int a;
        struct {
          int b;
        } n;
      };
      int f(struct s *p) {
        struct s v = *p;
        (*&v).a = 1;
        (&v)->n.b = *&p->a;
        return (*(const volatile int *)&(p->n.b));
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(p)
        b0:
          v = *p
          v.s.a = 1
          v.s.n.s.b = p->s.a
          return p->s.n.s.b

        """#)
  }

  @Test func aStructAssignmentIsOneStore() throws {
    let text = try Snippet(
      #"""
      struct in {
        int x;
      };
      struct s {
        struct in a, b;
      };
      struct s g(void);
      int f(struct s *p) {
        struct s v;
        v = *p;
        p->a = v.b;
        *p = g();
        return g().b.x;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(p)
        b0:
          v = *p
          p->s.a = v.s.b
          #0 = g()
          *p = #0
          #1 = g()
          %2 = #1
          return %2.s.b.in.x

        """#)
  }

  @Test func anonymousLevelsVanish() throws {
    let text = try Snippet(
      #"""
      struct inner {
        int z;
      };
      struct s {
        union {
          struct {
            int x;
            struct inner named;
          };
          long y;
        };
        struct {
          int w;
        } tagless;
      };
      typedef struct {
        int v;
      } td;
      int f(struct s *p, td *t) {
        p->x = 1;
        p->named.z = 2;
        p->tagless.w = 3;
        return t->v;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(p, t)
        b0:
          p->s.x = 1
          p->s.named.inner.z = 2
          p->s.tagless.s.w = 3
          return t->td.v

        """#)
  }

  @Test func aCompoundLiteralIsATemporary() throws {
    let text = try Snippet(
      #"""
      struct s {
        int a;
        int b[2];
      };
      void g(struct s *);
      struct s h(struct s);
      void f(int x) {
        g(&(struct s){.a = x, .b = {1, 2}});
        struct s v = h((struct s){x});
        v = (struct s){.b[1] = 4};
        int *p = (int[]){1, x};
        g((void *)p);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          %1.s.a = x
          %1.s.b[0] = 1
          %1.s.b[1] = 2
          #0 = g(&%1)
          %3.s.a = x
          #1 = h(%3)
          v = #1
          %4.s.b[1] = 4
          v = %4
          %6[0] = 1
          %6[1] = x
          p = &%6
          #2 = g(p)
          return

        """#)
  }
}
