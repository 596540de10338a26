import LockIR
import Testing

/// `goto`, inline assembly, and where control ends.
@Suite struct JumpTests {
  @Test func gotoGoesForwardAndBack() throws {
    let text = try Snippet(
      #"""
      int t(void);
      void a(void);
      void b(void);
      int f(void) {
      again:
        a();
        if (t())
          goto out;
        b();
        goto again;
      out:
        return 1;
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
          if #1 goto b2 else b3
        b2:
          return 1
        b3:
          #2 = b()
          goto b1

        """#)
  }

  @Test func aLabelInADeadBranchIsReached() throws {
    let text = try Snippet(
      #"""
      void a(void);
      void b(void);
      void f(int x) {
        if (x)
          goto inside;
        if (0) {
          a();
        inside:
          b();
        }
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          if x goto b1 else b2
        b1:
          #1 = b()
          goto b2
        b2:
          return

        """#)
  }

  @Test func localLabelsOfTwoExpansionsDiffer() throws {
    let text = try Snippet(
      #"""
      int t(void);
      #define retry() \
        ({ \
          __label__ out; \
          if (t()) \
            goto out; \
          t(); \
        out: \
          1; \
        })
      void f(void) {
        retry();
        retry();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          #0 = t()
          if #0 goto b2 else b1
        b1:
          #1 = t()
          goto b2
        b2:
          #2 = t()
          if #2 goto b4 else b3
        b3:
          #3 = t()
          goto b4
        b4:
          return

        """#)
  }

  @Test func aComputedGotoGoesToAnyLabelWhoseAddressIsTaken() throws {
    let text = try Snippet(
      #"""
      void a(void);
      void b(void);
      void f(int i) {
        static void *targets[] = {&&one, &&two};
        goto *targets[i];
      one:
        a();
        return;
      two:
        b();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(i)
        b0:
          goto any of b1, b2
        b1:
          #0 = a()
          return
        b2:
          #1 = b()
          return

        """#)
  }

  @Test func anAsmGotoGoesOnOrToItsLabels() throws {
    let text = try Snippet(
      #"""
      static inline int key(int *k) {
        asm goto("1: jmp %l[yes]" : : "i"(k) : "memory" : yes);
        return 0;
      yes:
        return 1;
      }
      int k;
      int f(void) {
        return key(&k);
      }
      """#
    ).text()
    #expect(
      text == #"""
        static inline a.c::key(k)
        b0:
          goto any of b1, b2
        b1:
          return 0
        b2:
          return 1

        f()
        b0:
          #0 = a.c::key(&k)
          return #0

        """#)
  }

  @Test func inlineAssemblyWritesItsOutputsOnly() throws {
    let text = try Snippet(
      #"""
      int f(int in) {
        int out;
        asm volatile("mov %1, %0" : "=r"(out) : "r"(in), "m"(in) : "memory");
        return out;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(in)
        b0:
          out = ?
          return out

        """#)
  }

  @Test func aCallThatDoesNotReturnEndsItsBlock() throws {
    let text = try Snippet(
      #"""
      void panic(const char *, ...) __attribute__((noreturn));
      void a(void);
      void f(int x) {
        if (x)
          panic("%d", x);
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
          #0 = panic("%d", x)
          unreachable
        b2:
          #1 = a()
          return

        """#)
  }

  @Test func builtinsThatDoNotReturnEndTheirBlock() throws {
    let text = try Snippet(
      #"""
      int f(int x) {
        if (x)
          __builtin_unreachable();
        switch (x) {
        case 0:
          return 2;
        }
        __builtin_trap();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          if x goto b1 else b2
        b1:
          #0 = __builtin_unreachable()
          unreachable
        b2:
          switch x { 0: b3, default: b4 }
        b3:
          return 2
        b4:
          #1 = __builtin_trap()
          unreachable

        """#)
  }

  @Test func whatFollowsAReturnIsLeftOut() throws {
    let text = try Snippet(
      #"""
      void a(void);
      int f(void) {
        return 1;
        a();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          return 1

        """#)
  }

  @Test func assemblyThatMovesAPointerKeepsItsObject() throws {
    let text = try Snippet(
      #"""
      extern unsigned long this_cpu_off;
      struct rq {
        int lock;
      };
      extern struct rq runqueues;
      register unsigned long sp asm("rsp");
      #define PREFIX "gs:"
      #define this_cpu_ptr(ptr) \
        ({ \
          unsigned long tcp; \
          asm("add " \
              "%%" PREFIX "%1, %0" \
              : "=r"(tcp) \
              : "m"(this_cpu_off), "0"(ptr)); \
          (typeof(*(ptr)) *)tcp; \
        })
      #define hide(var) asm("" : "=r"(var) : "0"(var))
      #define per_cpu_ptr(ptr, off) \
        ({ \
          unsigned long __ptr; \
          __ptr = (unsigned long)(ptr); \
          (typeof(ptr))(__ptr + (off)); \
        })
      int f(unsigned long off, int x, struct rq *p) {
        asm volatile("call resched" : "+r"(sp));
        hide(x);
        asm("" : "+r"(x));
        asm("bswap %0" : "=r"(x) : "0"(x));
        return this_cpu_ptr(&runqueues)->lock + per_cpu_ptr(&runqueues, off)->lock +
               this_cpu_ptr(p)->lock;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(off, x, p)
        b0:
          x = x
          x = ?
          tcp = &runqueues[?]
          __ptr = &runqueues
          tcp = &p[?]
          return ((tcp->rq.lock + __ptr[off].rq.lock) + tcp->rq.lock)

        """#)
  }

  @Test func aCallThatACompilerRefusesIsNotMade() throws {
    let text = try Snippet(
      #"""
      #define assert_known(c) \
        do { \
          __attribute__((noreturn)) extern void failed(void) \
              __attribute__((error("not known"))); \
          if (!(c)) \
            failed(); \
        } while (0)
      void a(void);
      void f(int x) {
        int n = 3;
        assert_known(__builtin_constant_p(n) && n > 2);
        assert_known(x > 2);
        a();
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(x)
        b0:
          n = 3
          #0 = a()
          return

        """#)
  }
}
