import LockIR
import Testing

/// `switch` with all that C allows in it.
@Suite struct SwitchTests {
  @Test func aSwitchFallsThroughAndMayHaveItsDefaultInTheMiddle() throws {
    let text = try Snippet(
      #"""
      void a(int);
      int f(int x) {
        switch (x) {
        case 1:
          a(1);
        case 2:
          a(2);
          break;
        default:
          a(0);
          break;
        case 4 ... 6: {
        case 9:
          a(4);
        }
          return 3;
        }
        return 0;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          switch x { 1: b1, 2: b2, 4 ... 6: b3, 9: b3, default: b4 }
        b1:
          #0 = a(1)
          goto b2
        b2:
          #1 = a(2)
          goto b5
        b3:
          #3 = a(4)
          return 3
        b4:
          #2 = a(0)
          goto b5
        b5:
          return 0

        """#)
  }

  @Test func aSwitchWithoutDefaultGoesOn() throws {
    let text = try Snippet(
      #"""
      void a(int);
      enum e { A, B = 5 };
      void f(enum e x) {
        switch (x) {
        case A:
          a(1);
          break;
        case B:
          a(2);
        }
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          switch x { 0: b1, 5: b2, default: b3 }
        b1:
          #0 = a(1)
          goto b3
        b2:
          #1 = a(2)
          goto b3
        b3:
          return

        """#)
  }

  @Test func aSwitchOnAConstantTakesOneCase() throws {
    let text = try Snippet(
      #"""
      void a(int);
      #define by_size(x) \
        switch (sizeof(x)) { \
        case 1: \
          a(1); \
          break; \
        case 4: \
          a(4); \
          break; \
        default: \
          a(0); \
        }
      void f(int x) {
        by_size(x);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          #1 = a(4)
          return

        """#)
  }

  @Test func aCaseMayLeadIntoALoop() throws {
    let text = try Snippet(
      #"""
      void a(int);
      void f(int n) {
        switch (n) {
        case 0:
          do {
            a(0);
          case 1:
            a(1);
          } while (--n > 0);
        }
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(n)
        b0:
          switch n { 0: b2, 1: b1, default: b3 }
        b1:
          #1 = a(1)
          n = (n - 1)
          if (n > 0) goto b2 else b3
        b2:
          #0 = a(0)
          goto b1
        b3:
          return

        """#)
  }

  @Test func continueInASwitchBelongsToTheLoop() throws {
    let text = try Snippet(
      #"""
      void a(int);
      int t(void);
      void f(void) {
        while (t()) {
          switch (t()) {
          case 1:
            continue;
          case 2:
            break;
          default:
            return;
          }
          a(1);
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
          if #0 goto b2 else b5
        b2:
          #1 = t()
          switch #1 { 1: b1, 2: b3, default: b4 }
        b3:
          #2 = a(1)
          goto b1
        b4:
          return
        b5:
          return

        """#)
  }

  @Test func theFallthroughAttributeIsNoStatement() throws {
    let text = try Snippet(
      #"""
      void a(int);
      void f(int x) {
        switch (x) {
        case 1:
          a(1);
          __attribute__((__fallthrough__));
        case 2:
          a(2);
        }
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          switch x { 1: b1, 2: b2, default: b3 }
        b1:
          #0 = a(1)
          goto b2
        b2:
          #1 = a(2)
          goto b3
        b3:
          return

        """#)
  }
}
