import LockIR
import Testing

/// Variables with static storage and what they are initialised with.
@Suite struct StaticVariableTests {
  @Test func operationTablesAreInitializers() throws {
    let text = try Snippet(
      #"""
      struct ops {
        const char *name;
        int (*open)(int);
        void (*nested[2])(void);
        int flags;
        struct {
          int deep;
        } tagless;
      };
      static int my_open(int x) {
        return x;
      }
      void a(void);
      static const struct ops my_ops = {.name = "mine",
                                        .open = my_open,
                                        .nested = {a, &a},
                                        .flags = 1 | 4,
                                        .tagless.deep = 3};
      const struct ops *table[] = {&my_ops, 0};
      int plain = 3;
      int zero;
      extern int other;
      static int hidden;
      extern int declared = 4;
      """#
    ).text()
    #expect(
      text == #"""
        static a.c::my_open(x)
        b0:
          return x

        a.c::my_ops.ops.name = "mine"
        a.c::my_ops.ops.open = a.c::my_open
        a.c::my_ops.ops.nested = a
        a.c::my_ops.ops.nested = a
        a.c::my_ops.ops.flags = 5
        a.c::my_ops.ops.tagless.ops.deep = 3
        table = &a.c::my_ops
        table = 0
        plain = 3
        declared = 4

        """#)
  }

  @Test func addressesOfVariablesAndFieldsAreInitializers() throws {
    let text = try Snippet(
      #"""
      struct list {
        struct list *next, *prev;
      };
      struct dev {
        struct list l;
        struct dev *parent;
        int *p;
        int arr[3];
      };
      static struct dev root = {.l = {&root.l, &(root.l)}};
      struct dev child = {{&child.l, &root.l}, .parent = &root, .p = &child.arr[1]};
      struct list head = (struct list){&head, &head};
      int n = sizeof(struct dev), m = -1, e = (int)__builtin_offsetof(struct dev, parent);
      unsigned long masks[] = {1, 2, [4] = ~0ul};
      """#
    ).text()
    #expect(
      text == #"""
        a.c::root.dev.l.list.next = &a.c::root.dev.l
        a.c::root.dev.l.list.prev = &a.c::root.dev.l
        child.dev.l.list.next = &child.dev.l
        child.dev.l.list.prev = &a.c::root.dev.l
        child.dev.parent = &a.c::root
        child.dev.p = &child.dev.arr
        head.list.next = &head
        head.list.prev = &head
        n = 48
        m = -1
        e = 16
        masks = 1
        masks = 2
        masks = -1

        """#)
  }

  @Test func compoundLiteralsOfInitializersAreVariables() throws {
    let text = try Snippet(
      #"""
      struct ops {
        int (*open)(int);
      };
      struct init {
        const char *name;
        const struct ops *ops;
        const int *list;
      };
      struct hw {
        const struct init *init;
      };
      int open(int);
      static struct hw hw = {
        .init = &(struct init){
          .name = "clock", .ops = &(const struct ops){.open = open}, .list = (const int[]){1, 2}}};
      """#
    ).text()
    #expect(
      text == #"""
        a.c::hw.hw.init = &a.c::hw..compoundliteral.0
        a.c::hw..compoundliteral.1.ops.open = open
        a.c::hw..compoundliteral.2 = 1
        a.c::hw..compoundliteral.2 = 2
        a.c::hw..compoundliteral.0.init.name = "clock"
        a.c::hw..compoundliteral.0.init.ops = &a.c::hw..compoundliteral.1
        a.c::hw..compoundliteral.0.init.list = &a.c::hw..compoundliteral.2

        """#)
  }

  @Test func braceElisionFollowsTheFields() throws {
    let text = try Snippet(
      #"""
      struct ops {
        int (*a)(void);
        int (*b)(void);
      };
      int x(void);
      int y(void);
      static struct ops o = {x, y};
      struct both {
        struct ops one, two;
      } both = {{x}, {.b = y}}, flat = {x, y, x, y};
      """#
    ).text()
    #expect(
      text == #"""
        a.c::o.ops.a = x
        a.c::o.ops.b = y
        both.both.one.ops.a = x
        both.both.two.ops.b = y
        flat.both.one.ops.a = x
        flat.both.one.ops.b = y
        flat.both.two.ops.a = x
        flat.both.two.ops.b = y

        """#)
  }

  @Test func staticLocalsAreNamedByTheirFunction() throws {
    let text = try Snippet(
      #"""
      int a(int *);
      struct s {
        int v;
      };
      int f(void) {
        static int count = 3;
        static struct s s;
        {
          static int count;
          a(&count);
        }
        count++;
        return a(&s.v);
      }
      static int g(void) {
        static int count = 4;
        return count;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f()
        b0:
          #0 = a(&a.c::f.count)
          a.c::f.count = (a.c::f.count + 1)
          #1 = a(&a.c::f.s.s.v)
          return #1

        static a.c::g()
        b0:
          return a.c::g.count

        a.c::f.count = 3
        a.c::g.count = 4

        """#)
  }
}
