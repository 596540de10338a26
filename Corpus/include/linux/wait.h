#ifndef CORPUS_LINUX_WAIT_H
#define CORPUS_LINUX_WAIT_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/sched.h>

typedef struct wait_queue_entry wait_queue_entry_t;
typedef int (*wait_queue_func_t)(struct wait_queue_entry *entry, unsigned int mode, int flags,
				 void *key);

int default_wake_function(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key);
int autoremove_wake_function(struct wait_queue_entry *entry, unsigned int mode, int flags,
			     void *key);

struct wait_queue_entry {
	unsigned int flags;
	void *private;
	wait_queue_func_t func;
	struct list_head entry;
};

struct wait_queue_head {
	spinlock_t lock;
	struct list_head head;
};
typedef struct wait_queue_head wait_queue_head_t;

#define __WAIT_QUEUE_HEAD_INITIALIZER(name) \
	{ .head = { &(name).head, &(name).head } }
#define DECLARE_WAIT_QUEUE_HEAD(name) \
	struct wait_queue_head name = __WAIT_QUEUE_HEAD_INITIALIZER(name)
#define DECLARE_WAITQUEUE(name, tsk)                                            \
	struct wait_queue_entry name = { .private = tsk,                        \
					 .func = default_wake_function,         \
					 .entry = { NULL, NULL } }
#define DEFINE_WAIT(name)                                                       \
	struct wait_queue_entry name = { .private = current,                    \
					 .func = autoremove_wake_function,      \
					 .entry = LIST_HEAD_INIT((name).entry) }

void __init_waitqueue_head(struct wait_queue_head *head, const char *name,
			   struct lock_class_key *key);

#define init_waitqueue_head(head)                               \
	do {                                                    \
		static struct lock_class_key __key;             \
		__init_waitqueue_head((head), #head, &__key);   \
	} while (0)

static inline int waitqueue_active(struct wait_queue_head *head)
{
	return !list_empty(&head->head);
}

void add_wait_queue(struct wait_queue_head *head, struct wait_queue_entry *entry);
void add_wait_queue_exclusive(struct wait_queue_head *head, struct wait_queue_entry *entry);
void remove_wait_queue(struct wait_queue_head *head, struct wait_queue_entry *entry);

static inline void __add_wait_queue(struct wait_queue_head *head, struct wait_queue_entry *entry)
{
	list_add(&entry->entry, &head->head);
}

static inline void __remove_wait_queue(struct wait_queue_head *head, struct wait_queue_entry *entry)
{
	list_del(&entry->entry);
}

void __wake_up(struct wait_queue_head *head, unsigned int mode, int nr, void *key);
void __wake_up_locked(struct wait_queue_head *head, unsigned int mode, int nr);

#define wake_up(x) __wake_up(x, TASK_NORMAL, 1, NULL)
#define wake_up_nr(x, nr) __wake_up(x, TASK_NORMAL, nr, NULL)
#define wake_up_all(x) __wake_up(x, TASK_NORMAL, 0, NULL)
#define wake_up_locked(x) __wake_up_locked((x), TASK_NORMAL, 1)
#define wake_up_interruptible(x) __wake_up(x, TASK_INTERRUPTIBLE, 1, NULL)
#define wake_up_interruptible_all(x) __wake_up(x, TASK_INTERRUPTIBLE, 0, NULL)

void init_wait_entry(struct wait_queue_entry *entry, int flags);
void prepare_to_wait(struct wait_queue_head *head, struct wait_queue_entry *entry, int state);
bool prepare_to_wait_exclusive(struct wait_queue_head *head, struct wait_queue_entry *entry,
			       int state);
long prepare_to_wait_event(struct wait_queue_head *head, struct wait_queue_entry *entry, int state);
void finish_wait(struct wait_queue_head *head, struct wait_queue_entry *entry);

/* The one loop behind all of them: arm, look, sleep, until the condition holds or a signal comes. */
#define ___wait_event(wq_head, condition, state, sleepers, initial, sleep)              \
	({                                                                              \
		struct wait_queue_entry __entry;                                        \
		long __result = initial;                                                \
		init_wait_entry(&__entry, sleepers);                                    \
		for (;;) {                                                              \
			long __signal = prepare_to_wait_event(&wq_head, &__entry, state); \
			if (condition)                                                  \
				break;                                                  \
			if (((state) & (TASK_INTERRUPTIBLE | TASK_WAKEKILL)) && __signal) { \
				__result = __signal;                                    \
				break;                                                  \
			}                                                               \
			sleep;                                                          \
		}                                                                       \
		finish_wait(&wq_head, &__entry);                                        \
		__result;                                                               \
	})

#define __timeout_condition(condition)                  \
	({                                              \
		bool __met = (condition);               \
		if (__met && !__result)                 \
			__result = 1;                   \
		__met || !__result;                     \
	})

#define wait_event(wq_head, condition)                                                  \
	do {                                                                            \
		if (condition)                                                          \
			break;                                                          \
		(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, schedule()); \
	} while (0)
#define io_wait_event(wq_head, condition)                                               \
	do {                                                                            \
		if (condition)                                                          \
			break;                                                          \
		(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0,     \
				    io_schedule());                                     \
	} while (0)
#define wait_event_interruptible(wq_head, condition)                                    \
	({                                                                              \
		int __ret = 0;                                                          \
		if (!(condition))                                                       \
			__ret = ___wait_event(wq_head, condition, TASK_INTERRUPTIBLE, 0, 0, \
					      schedule());                              \
		__ret;                                                                  \
	})
#define wait_event_killable(wq_head, condition)                                         \
	({                                                                              \
		int __ret = 0;                                                          \
		if (!(condition))                                                       \
			__ret = ___wait_event(wq_head, condition, TASK_KILLABLE, 0, 0,  \
					      schedule());                              \
		__ret;                                                                  \
	})
#define wait_event_timeout(wq_head, condition, timeout)                                 \
	({                                                                              \
		long __ret = timeout;                                                   \
		if (!(condition))                                                       \
			__ret = ___wait_event(wq_head, __timeout_condition(condition),  \
					      TASK_UNINTERRUPTIBLE, 0, timeout,         \
					      __result = schedule_timeout(__result));   \
		__ret;                                                                  \
	})
#define wait_event_interruptible_timeout(wq_head, condition, timeout)                   \
	({                                                                              \
		long __ret = timeout;                                                   \
		if (!(condition))                                                       \
			__ret = ___wait_event(wq_head, __timeout_condition(condition),  \
					      TASK_INTERRUPTIBLE, 0, timeout,           \
					      __result = schedule_timeout(__result));   \
		__ret;                                                                  \
	})
#define wait_event_lock_irq(wq_head, condition, lock)                                   \
	do {                                                                            \
		if (condition)                                                          \
			break;                                                          \
		(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0,     \
				    spin_unlock_irq(&lock);                             \
				    schedule();                                         \
				    spin_lock_irq(&lock));                              \
	} while (0)

#endif
