// run: kernel-version=4.4
/*
 * A file that brings its own wait_event, which tells nothing of how the kernel's waits: it still is a wait for
 * what is woken up. The waiter holds the mutex that is taken before the wake-up.
 */

#include <linux/mutex.h>
#include <linux/wait.h>

#undef wait_event
#define wait_event(queue, condition) \
	do {                         \
		while (!(condition)) \
			;            \
	} while (0)

struct journal {
	struct mutex lock;
	wait_queue_head_t space;
	int free;
};

void journal_reserve_bad(struct journal *journal)
{
	mutex_lock(&journal->lock);
	wait_event(journal->space, journal->free > 0); // expect: wait-under-lock confirmed
	journal->free--;
	mutex_unlock(&journal->lock);
}

void journal_reserve_ok(struct journal *journal)
{
	wait_event(journal->space, journal->free > 0);
	mutex_lock(&journal->lock);
	journal->free--;
	mutex_unlock(&journal->lock);
}

void journal_commit(struct journal *journal)
{
	mutex_lock(&journal->lock);
	journal->free++;
	mutex_unlock(&journal->lock);
	wake_up(&journal->space);
}
