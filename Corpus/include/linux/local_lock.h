#ifndef CORPUS_LINUX_LOCAL_LOCK_H
#define CORPUS_LINUX_LOCAL_LOCK_H

#include <linux/preempt.h>

#ifdef CONFIG_PREEMPT_RT

#include <linux/spinlock.h>

typedef spinlock_t local_lock_t;
#define local_lock(lock) spin_lock(lock)
#define local_unlock(lock) spin_unlock(lock)

#else

/* One for each processor; empty but for the checker of lock orders, except on PREEMPT_RT. */
typedef struct {
	int owner;
} local_lock_t;

void local_lock_acquire(local_lock_t *l);
void local_lock_release(local_lock_t *l);

#define local_lock(lock)                  \
	do {                              \
		preempt_disable();        \
		local_lock_acquire(lock); \
	} while (0)

#define INIT_LOCAL_LOCK(name) { 0 }

#define local_unlock(lock)                \
	do {                              \
		local_lock_release(lock); \
		preempt_enable();         \
	} while (0)

#endif /* CONFIG_PREEMPT_RT */

#endif
