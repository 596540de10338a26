import LockIR
import Testing

/// Initialisers of automatic variables.
@Suite struct InitializerTests {
  @Test func initializerListsStoreEachPart() throws {
    let text = try Snippet(
      #"""
      struct in {
        int x, y;
      };
      struct s {
        int a;
        struct in in;
        int arr[3];
        union {
          int u;
          long v;
        };
        struct in *p;
      };
      struct in get(void);
      void f(int n, struct in i) {
        struct s v = {n, {1, .y = 2}, .arr = {[1] = n, 4}, .v = 7, &v.in};
        struct s w = {1, 2, 3, 4, 5, 6, 7};
        struct s x = {.in = i, .in.y = 3};
        struct s z = {};
        struct in c = get();
        int m[2][2] = {{1}, {[1] = n}};
        struct in list[] = {{1, 2}, 3, 4, get()};
        int q = {n};
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(n, i)
        b0:
          v.s.a = n
          v.s.in.in.x = 1
          v.s.in.in.y = 2
          v.s.arr[1] = n
          v.s.arr[2] = 4
          v.s.v = 7
          v.s.p = &v.s.in
          w.s.a = 1
          w.s.in.in.x = 2
          w.s.in.in.y = 3
          w.s.arr[0] = 4
          w.s.arr[1] = 5
          w.s.arr[2] = 6
          w.s.u = 7
          x.s.in = i
          x.s.in.in.y = 3
          #0 = get()
          c = #0
          m[0][0] = 1
          m[1][1] = n
          list[0].in.x = 1
          list[0].in.y = 2
          list[1].in.x = 3
          list[1].in.y = 4
          #1 = get()
          list[2] = #1
          q = n
          return

        """#)
  }

  @Test func aUnionsFirstFieldIsInitialized() throws {
    let text = try Snippet(
      #"""
      union u {
        int a;
        long b;
      };
      struct s {
        union u u;
        int z;
      };
      void f(int n) {
        union u u = {n};
        union u w = {.b = n};
        struct s s = {{1}, 2};
        struct s t = {1, n};
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(n)
        b0:
          u.u.a = n
          w.u.b = n
          s.s.u.u.a = 1
          s.s.z = 2
          t.s.u.u.a = 1
          t.s.z = n
          return

        """#)
  }

  @Test func fieldNamesWithColonsAreDesignators() throws {
    let text = try Snippet(
      #"""
      struct s {
        int a;
        int b;
      };
      void f(int n) {
        struct s s = {b : n, a : 1};
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(n)
        b0:
          s.s.b = n
          s.s.a = 1
          return

        """#)
  }

  @Test func aRangeDesignatorIsItsFirstElement() throws {
    let text = try Snippet(
      #"""
      struct s {
        int a;
        int b;
      };
      void f(int n) {
        struct s s[4] = {[0 ... 2] = {.b = n}, [3].a = 4};
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(n)
        b0:
          s[0].s.b = n
          s[3].s.a = 4
          return

        """#)
  }
}
