import LockIR
import Testing

/// `container_of` in its forms.
@Suite struct ContainerTests {
  @Test func containerOfIsAContainer() throws {
    let text = try Snippet(
      #"""
      typedef unsigned long size_t;
      #define offsetof(t, m) __builtin_offsetof(t, m)
      #define container_of(ptr, type, member) \
        ({ \
          void *__mptr = (void *)(ptr); \
          _Static_assert(1, "x"); \
          ((type *)(__mptr - offsetof(type, member))); \
        })
      struct list {
        struct list *next;
      };
      struct in {
        int x;
        struct list l;
      };
      struct s {
        int a;
        struct list node;
        struct in in;
        union {
          struct list anon;
          int z;
        };
      };
      int f(struct list *p) {
        struct s *s = container_of(p, struct s, node);
        container_of(p, struct s, anon)->a = 1;
        container_of(p, struct s, in.l)->a = 2;
        return container_of(&s->node, struct s, node)->a +
               (container_of(p, struct s, node)->node.next == 0);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(p)
        b0:
          s = container(p, s.node)
          container(p, s.anon)->s.a = 1
          container(container(p, in.l), s.in)->s.a = 2
          return (s->s.a + (p->list.next == 0))

        """#)
  }

  @Test func containerOfByNullPointerIsAContainer() throws {
    let text = try Snippet(
      #"""
      #define offsetof(TYPE, MEMBER) ((unsigned long)&((TYPE *)0)->MEMBER)
      #define container_of(ptr, type, member) \
        ({ \
          const typeof(((type *)0)->member) *__mptr = (ptr); \
          (type *)((char *)__mptr - offsetof(type, member)); \
        })
      struct list {
        struct list *next;
      };
      struct in {
        int x;
        struct list l;
      };
      struct s {
        int a;
        struct list node;
        struct in in;
      };
      int f(struct list *p) {
        return container_of(p->next, struct s, node)->a + container_of(p, struct s, in.l)->a;
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(p)
        b0:
          return (container(p->list.next, s.node)->s.a + container(container(p, in.l), s.in)->s.a)

        """#)
  }

  @Test func listIterationIsAContainer() throws {
    let text = try Snippet(
      #"""
      #define container_of(ptr, type, member) \
        ({ \
          void *__mptr = (void *)(ptr); \
          ((type *)(__mptr - __builtin_offsetof(type, member))); \
        })
      #define for_each(pos, head, member) \
        for (pos = container_of((head)->next, typeof(*pos), member); &pos->member != (head); \
             pos = container_of(pos->member.next, typeof(*(pos)), member))
      struct list {
        struct list *next;
      };
      struct s {
        int a;
        struct list node;
      };
      void g(struct s *);
      void f(struct list *h) {
        struct s *s;
        for_each(s, h, node) g(s);
      }
      """#
    ).text()
    #expect(
      text == #"""
        f(h)
        b0:
          s = container(h->list.next, s.node)
          goto b1
        b1:
          if (&s->s.node != h) goto b2 else b3
        b2:
          #0 = g(s)
          s = container(s->s.node.list.next, s.node)
          goto b1
        b3:
          return

        """#)
  }
}
