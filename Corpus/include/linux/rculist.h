#ifndef CORPUS_LINUX_RCULIST_H
#define CORPUS_LINUX_RCULIST_H

#include <linux/list.h>
#include <linux/rcupdate.h>

static inline void list_add_rcu(struct list_head *new, struct list_head *head)
{
	new->next = head->next;
	new->prev = head;
	rcu_assign_pointer(head->next, new);
	new->next->prev = new;
}

static inline void list_add_tail_rcu(struct list_head *new, struct list_head *head)
{
	struct list_head *last = head->prev;

	new->next = head;
	new->prev = last;
	rcu_assign_pointer(last->next, new);
	head->prev = new;
}

static inline void list_del_rcu(struct list_head *entry)
{
	entry->next->prev = entry->prev;
	WRITE_ONCE(entry->prev->next, entry->next);
	entry->prev = NULL;
}

#define list_entry_rcu(ptr, type, member) container_of(READ_ONCE(ptr), type, member)
#define list_for_each_entry_rcu(pos, head, member, cond...)                     \
	for (pos = list_entry_rcu((head)->next, __typeof__(*pos), member);      \
	     &pos->member != (head);                                            \
	     pos = list_entry_rcu(pos->member.next, __typeof__(*pos), member))
/* Until 3.8 with a node as second parameter, since 5.4 with a condition as last. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(3, 9, 0)
#define hlist_for_each_entry_rcu(pos, node, head, member) __hlist_rcu(pos, head, member)
#else
#define hlist_for_each_entry_rcu(pos, head, member, cond...) __hlist_rcu(pos, head, member)
#endif
#define __hlist_rcu(pos, head, member)                                                  \
	for (pos = hlist_entry_safe(rcu_dereference_raw((head)->first),                 \
				    __typeof__(*(pos)), member);                        \
	     pos;                                                                       \
	     pos = hlist_entry_safe(rcu_dereference_raw((pos)->member.next),            \
				    __typeof__(*(pos)), member))

#endif
