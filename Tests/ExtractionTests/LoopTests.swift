import LockIR
import Testing

/// Loops.
@Suite struct LoopTests {
  @Test func aForLoopTestsBeforeItsBody() throws {
    let text = try Snippet(
      #"""
      void a(int);
      void f(int n) {
        for (int i = 0; i < n; i++) {
          if (i == 3)
            continue;
          if (i == 5)
            break;
          a(i);
        }
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(n)
        b0:
          i = 0
          goto b1
        b1:
          if (i < n) goto b2 else b6
        b2:
          if (i == 3) goto b5 else b3
        b3:
          if (i == 5) goto b6 else b4
        b4:
          #0 = a(i)
          goto b5
        b5:
          i = (i + 1)
          goto b1
        b6:
          return

        """#)
  }

  @Test func aForLoopWithoutPartsEndsByBreakOnly() throws {
    let text = try Snippet(
      #"""
      void a(void);
      int t(void);
      void f(void) {
        for (;;) {
          if (t())
            break;
          a();
        }
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          goto b1
        b1:
          #0 = t()
          if #0 goto b2 else b3
        b2:
          return
        b3:
          #1 = a()
          goto b1

        """#)
  }

  @Test func aForLoopMayHaveOnlyAnInitializer() throws {
    let text = try Snippet(
      #"""
      void a(void);
      void f(int i) {
        for (i = 0;;) {
          a();
          if (i)
            return;
        }
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(i)
        b0:
          i = 0
          goto b1
        b1:
          #0 = a()
          if i goto b2 else b1
        b2:
          return

        """#)
  }

  @Test func aCallBetweenTheSemicolonsIsTheCondition() throws {
    let text = try Snippet(
      #"""
      int a(int);
      void f(int i) {
        for (; a(i);)
          i++;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(i)
        b0:
          goto b1
        b1:
          #0 = a(i)
          if #0 goto b2 else b3
        b2:
          i = (i + 1)
          goto b1
        b3:
          return

        """#)
  }

  @Test func aCallAfterBothSemicolonsIsTheIncrement() throws {
    let text = try Snippet(
      #"""
      int a(int);
      void f(int i) {
        for (;; a(i))
          if (i)
            break;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(i)
        b0:
          goto b1
        b1:
          if i goto b2 else b3
        b2:
          return
        b3:
          #0 = a(i)
          goto b1

        """#)
  }

  @Test func aForLoopOfAMacroIsReadInTheMacro() throws {
    let text = try Snippet(
      #"""
      #define forever(i) for (i = 0;; i++)
      int a(int);
      void f(int i) {
        forever(i) if (a(i)) break;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(i)
        b0:
          i = 0
          goto b1
        b1:
          #0 = a(i)
          if #0 goto b2 else b3
        b2:
          return
        b3:
          i = (i + 1)
          goto b1

        """#)
  }

  @Test func aSemicolonInACommentIsNoPartOfAForLoop() throws {
    let text = try Snippet(
      #"""
      int a(int);
      void f(int i) {
        for (/* ; */; i < 3; i++)
          a(i);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(i)
        b0:
          goto b1
        b1:
          if (i < 3) goto b2 else b3
        b2:
          #0 = a(i)
          i = (i + 1)
          goto b1
        b3:
          return

        """#)
  }

  @Test func aWhileLoopTestsBeforeItsBody() throws {
    let text = try Snippet(
      #"""
      int t(void);
      void a(void);
      void f(void) {
        while (t())
          a();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          goto b1
        b1:
          #0 = t()
          if #0 goto b2 else b3
        b2:
          #1 = a()
          goto b1
        b3:
          return

        """#)
  }

  @Test func continueInADoLoopGoesToTheTest() throws {
    let text = try Snippet(
      #"""
      int t(void);
      void a(void);
      void f(void) {
        do {
          a();
          if (t())
            continue;
          a();
        } while (t());
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          goto b1
        b1:
          #0 = a()
          #1 = t()
          if #1 goto b3 else b2
        b2:
          #2 = a()
          goto b3
        b3:
          #3 = t()
          if #3 goto b1 else b4
        b4:
          return

        """#)
  }

  @Test func aDoLoopThatRunsOnceIsNoLoop() throws {
    let text = try Snippet(
      #"""
      void a(void);
      #define once() \
        do { \
          a(); \
        } while (0)
      void f(int x) {
        if (x)
          once();
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
          return

        """#)
  }

  @Test func breakLeavesADoLoopThatRunsOnce() throws {
    let text = try Snippet(
      #"""
      void a(void);
      void f(int x) {
        do {
          if (x)
            break;
          a();
        } while (0);
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
          goto b2
        b2:
          return

        """#)
  }
}
