#ifndef CORPUS_LINUX_TIMER_H
#define CORPUS_LINUX_TIMER_H

#include <linux/list.h>
#include <linux/jiffies.h>

struct timer_list {
	struct hlist_node entry;
	unsigned long expires;
	/* With `data` as its parameter until 4.14. */
	void (*function)();
	unsigned long data;
	u32 flags;
};

#define timer_setup(timer, callback, timer_flags)       \
	do {                                            \
		(timer)->function = (callback);         \
		(timer)->flags = (timer_flags);         \
	} while (0)
/* Until 4.14. */
void init_timer(struct timer_list *timer);
#define setup_timer(timer, fn, arg)                     \
	do {                                            \
		(timer)->function = (fn);               \
		(timer)->data = (arg);                  \
	} while (0)
#define TIMER_INITIALIZER(fn, when, arg) { .function = (fn), .expires = (when), .data = (arg) }
#define DEFINE_TIMER(name, args...) struct timer_list name = { .function = __TIMER_FIRST(args, 0) }
#define __TIMER_FIRST(fn, ...) (fn)
/* What from_timer is since 6.16. */
#define timer_container_of(var, callback_timer, timer_fieldname) \
	container_of(callback_timer, __typeof__(*var), timer_fieldname)
#define from_timer(var, callback_timer, timer_fieldname) \
	container_of(callback_timer, __typeof__(*var), timer_fieldname)

void add_timer(struct timer_list *timer);
int mod_timer(struct timer_list *timer, unsigned long expires);
int del_timer(struct timer_list *timer);
int del_timer_sync(struct timer_list *timer);
int mod_timer_pending(struct timer_list *timer, unsigned long expires);
int timer_pending(const struct timer_list *timer);
/* Their names since 6.2. */
int timer_delete(struct timer_list *timer);
int timer_delete_sync(struct timer_list *timer);
int timer_shutdown(struct timer_list *timer);
int timer_shutdown_sync(struct timer_list *timer);

#endif
