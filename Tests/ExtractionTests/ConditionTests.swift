import LockIR
import Testing

/// Conditions branch, also where they are values.
@Suite struct ConditionTests {
  @Test func anIfWithBothBranchesJoins() throws {
    let text = try Snippet(
      #"""
      void a(void);
      void b(void);
      void c(void);
      void f(int x) {
        if (x)
          a();
        else
          b();
        c();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          if x goto b1 else b2
        b1:
          #0 = a()
          goto b3
        b2:
          #1 = b()
          goto b3
        b3:
          #2 = c()
          return

        """#)
  }

  @Test func shortCircuitConditionsAreBranches() throws {
    let text = try Snippet(
      #"""
      int a(void);
      int b(void);
      void c(void);
      void f(void) {
        if (a() && (b() || !a()))
          c();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          #0 = a()
          if #0 goto b1 else b4
        b1:
          #1 = b()
          if #1 goto b3 else b2
        b2:
          #2 = a()
          if #2 goto b4 else b3
        b3:
          #3 = c()
          goto b4
        b4:
          return

        """#)
  }

  @Test func shortCircuitValuesAreStoredOnTheirPaths() throws {
    let text = try Snippet(
      #"""
      int a(void);
      int b(void);
      int f(void) {
        int r = a() && b();
        return r || 0;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          #0 = a()
          if #0 goto b1 else b3
        b1:
          #1 = b()
          if #1 goto b2 else b3
        b2:
          %1 = 1
          goto b4
        b3:
          %1 = 0
          goto b4
        b4:
          r = %1
          if r goto b5 else b6
        b5:
          %2 = 1
          goto b7
        b6:
          %2 = 0
          goto b7
        b7:
          return %2

        """#)
  }

  @Test func shortCircuitStatementsStoreNothing() throws {
    let text = try Snippet(
      #"""
      int a(void);
      void b(void);
      void f(int x) {
        x &&a();
        x ?: a();
        x ? b() : (void)0;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          if x goto b1 else b2
        b1:
          #0 = a()
          goto b2
        b2:
          %1 = x
          if %1 goto b4 else b3
        b3:
          #1 = a()
          %1 = #1
          goto b4
        b4:
          if x goto b5 else b6
        b5:
          #2 = b()
          goto b6
        b6:
          return

        """#)
  }

  @Test func aConditionalExpressionIsStoredOnItsPaths() throws {
    let text = try Snippet(
      #"""
      struct s {
        int v;
      };
      int f(struct s *p, struct s *q, int x) {
        return (x ? p : q)->v;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(p, q, x)
        b0:
          if x goto b1 else b2
        b1:
          %3 = p
          goto b3
        b2:
          %3 = q
          goto b3
        b3:
          return %3->s.v

        """#)
  }

  @Test func anArgumentMayBranch() throws {
    let text = try Snippet(
      #"""
      int g(int, int);
      int a(void);
      int f(int x) {
        return g(x ? 1 : a(), 2);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          if x goto b1 else b2
        b1:
          %1 = 1
          goto b3
        b2:
          #0 = a()
          %1 = #0
          goto b3
        b3:
          #1 = g(%1, 2)
          return #1

        """#)
  }

  @Test func theElvisOperatorEvaluatesItsOperandOnce() throws {
    let text = try Snippet(
      #"""
      int a(void);
      int f(int x) {
        return a() ?: x;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          #0 = a()
          %1 = #0
          if %1 goto b2 else b1
        b1:
          %1 = x
          goto b2
        b2:
          return %1

        """#)
  }

  @Test func anElvisConditionBranchesTwice() throws {
    let text = try Snippet(
      #"""
      int a(void);
      void b(void);
      void f(int x) {
        if (x ?: a())
          b();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          if x goto b2 else b1
        b1:
          #0 = a()
          if #0 goto b2 else b3
        b2:
          #1 = b()
          goto b3
        b3:
          return

        """#)
  }

  @Test func comparisonsWithZeroAreTheOperand() throws {
    let text = try Snippet(
      #"""
      void a(void);
      void f(int *p, int x) {
        if (p == 0)
          a();
        if (p != (void *)0)
          a();
        if (!!x)
          a();
        if (!(x > 2))
          a();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(p, x)
        b0:
          if p goto b2 else b1
        b1:
          #0 = a()
          goto b2
        b2:
          if p goto b3 else b4
        b3:
          #1 = a()
          goto b4
        b4:
          if x goto b5 else b6
        b5:
          #2 = a()
          goto b6
        b6:
          if (x > 2) goto b8 else b7
        b7:
          #3 = a()
          goto b8
        b8:
          return

        """#)
  }

  @Test func aChoiceOfConstantsComparedWithAConstantIsItsCondition() throws {
    let text = try Snippet(
      #"""
      int t(void);
      void a(void);
      void b(void);
      #define dir(x) ((x) ? 1 : 0)
      void f(int x) {
        if (dir(t()) == 1)
          a();
        if (0 != dir(x))
          b();
        if (x ? t() : 0)
          a();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          #0 = t()
          if #0 goto b1 else b2
        b1:
          #1 = a()
          goto b2
        b2:
          if x goto b3 else b4
        b3:
          #2 = b()
          goto b4
        b4:
          if x goto b5 else b7
        b5:
          #3 = t()
          if #3 goto b6 else b7
        b6:
          #4 = a()
          goto b7
        b7:
          return

        """#)
  }
}
