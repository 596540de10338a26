import LockIR
import Testing

/// Variables with the cleanup attribute.
@Suite struct CleanupTests {
  @Test func cleanupsRunInReverseOrderAtTheEndOfTheScope() throws {
    let text = try Snippet(
      #"""
      struct lock {
        int x;
      };
      void take(struct lock *);
      void drop(struct lock **p);
      void drop2(int *);
      void a(void);
      void f(struct lock *l) {
        take(l);
        {
          struct lock *g __attribute__((cleanup(drop))) = l;
          int h __attribute__((cleanup(drop2))) = 2;
          a();
        }
        a();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(l)
        b0:
          #0 = take(l)
          g = l
          h = 2
          #1 = a()
          #2 = drop2(&h)
          #3 = drop(&g)
          #4 = a()
          return

        """#)
  }

  @Test func returnKeepsItsValueAndRunsAllCleanups() throws {
    let text = try Snippet(
      #"""
      void drop(int *);
      int a(int);
      int f(int x) {
        int g __attribute__((__cleanup__(drop))) = x;
        if (x)
          return a(g);
        {
          int h __attribute__((cleanup(drop))) = 1;
          if (a(h))
            return 5;
        }
        return g;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          g = x
          if x goto b1 else b2
        b1:
          #0 = a(g)
          %2 = #0
          #1 = drop(&g)
          return %2
        b2:
          h = 1
          #2 = a(h)
          if #2 goto b3 else b4
        b3:
          #3 = drop(&h)
          #4 = drop(&g)
          return 5
        b4:
          #5 = drop(&h)
          %4 = g
          #6 = drop(&g)
          return %4

        """#)
  }

  @Test func everyJumpOutOfAScopeRunsItsCleanups() throws {
    let text = try Snippet(
      #"""
      void drop(int *);
      int a(int);
      void f(int x) {
        for (int i = 0; i < x; i++) {
          int g __attribute__((cleanup(drop))) = i;
          if (a(1))
            continue;
          if (a(2))
            break;
          if (a(3))
            goto out;
          if (a(4))
            return;
        }
        a(5);
      out:
        a(6);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          i = 0
          goto b1
        b1:
          if (i < x) goto b2 else b12
        b2:
          g = i
          #0 = a(1)
          if #0 goto b3 else b4
        b3:
          #1 = drop(&g)
          goto b11
        b4:
          #2 = a(2)
          if #2 goto b5 else b6
        b5:
          #3 = drop(&g)
          goto b12
        b6:
          #4 = a(3)
          if #4 goto b7 else b8
        b7:
          #5 = drop(&g)
          goto b13
        b8:
          #6 = a(4)
          if #6 goto b9 else b10
        b9:
          #7 = drop(&g)
          return
        b10:
          #8 = drop(&g)
          goto b11
        b11:
          i = (i + 1)
          goto b1
        b12:
          #9 = a(5)
          goto b13
        b13:
          #10 = a(6)
          return

        """#)
  }

  @Test func aJumpBackOverTheDeclarationRunsItsCleanup() throws {
    let text = try Snippet(
      #"""
      void drop(int *);
      int a(int);
      void f(int x) {
      again:
        a(0);
        int g __attribute__((cleanup(drop))) = 1;
      inner:
        if (a(1))
          goto again;
        if (a(2))
          goto inner;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          goto b1
        b1:
          #0 = a(0)
          g = 1
          goto b2
        b2:
          #1 = a(1)
          if #1 goto b3 else b4
        b3:
          #2 = drop(&g)
          goto b1
        b4:
          #3 = a(2)
          if #3 goto b2 else b5
        b5:
          #4 = drop(&g)
          return

        """#)
  }

  @Test func aGuardUnlocksOnEveryExit() throws {
    let text = try Snippet(
      #"""
      struct mutex {
        int c;
      };
      void mutex_lock(struct mutex *);
      void mutex_unlock(struct mutex *);
      typedef struct mutex *class_mutex_t;
      static inline void class_mutex_destructor(struct mutex **p) {
        struct mutex *_T = *p;
        if (_T) {
          mutex_unlock(_T);
        }
      }
      static inline struct mutex *class_mutex_constructor(struct mutex *_T) {
        struct mutex *t = ({
          mutex_lock(_T);
          _T;
        });
        return t;
      }
      #define __cleanup(func) __attribute__((__cleanup__(func)))
      #define PASTE_(a, b) a##b
      #define PASTE(a, b) PASTE_(a, b)
      #define CLASS(_name, var) \
        class_##_name##_t var __cleanup(class_##_name##_destructor) = \
            class_##_name##_constructor
      #define guard(_name) CLASS(_name, PASTE(guard_, __COUNTER__))
      #define scoped_guard(_name, args...) \
        for (CLASS(_name, scope)(args), *done = ((void *)0); !done; done = (void *)1)
      int a(void);
      int f(struct mutex *m) {
        guard(mutex)(m);
        return a();
      }
      void g(struct mutex *m) {
        scoped_guard(mutex, m) {
          if (a())
            break;
          a();
        }
        a();
      }
      """#
    ).text()
    #expect(
      text == #"""
        static inline a.c::class_mutex_destructor(p)
        b0:
          _T = *p
          if _T goto b1 else b2
        b1:
          #0 = mutex_unlock(_T)
          goto b2
        b2:
          return

        static inline a.c::class_mutex_constructor(_T)
        b0:
          #0 = mutex_lock(_T)
          t = _T
          return t

        f(m)
        b0:
          #0 = a.c::class_mutex_constructor(m)
          guard_0 = #0
          #1 = a()
          %2 = #1
          #2 = a.c::class_mutex_destructor(&guard_0)
          return %2

        g(m)
        b0:
          #0 = a.c::class_mutex_constructor(m)
          scope = #0
          done = 0
          goto b1
        b1:
          if done goto b3 else b2
        b2:
          #1 = a()
          if #1 goto b3 else b4
        b3:
          #3 = a.c::class_mutex_destructor(&scope)
          #4 = a()
          return
        b4:
          #2 = a()
          done = 1
          goto b1

        """#)
  }
}
