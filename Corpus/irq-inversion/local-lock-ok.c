// run: kernel-version=6.1
/*
 * A local lock is one of each processor, and nobody waits for it: without PREEMPT_RT it is preemption off and
 * no more. That the timer may find the list half changed is a mistake, but no deadlock.
 */

#include <linux/local_lock.h>
#include <linux/timer.h>

struct batch {
	local_lock_t lock;
	struct timer_list drain;
	int count;
};

static void batch_drain(struct timer_list *timer)
{
	struct batch *batch = from_timer(batch, timer, drain);

	local_lock(&batch->lock);
	batch->count = 0;
	local_unlock(&batch->lock);
}

void batch_init(struct batch *batch)
{
	timer_setup(&batch->drain, batch_drain, 0);
}

void batch_add_ok(struct batch *batch)
{
	local_lock(&batch->lock);
	batch->count++;
	local_unlock(&batch->lock);
}
