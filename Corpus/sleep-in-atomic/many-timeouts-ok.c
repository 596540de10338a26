// run: kernel-version=6.1
/*
 * A helper that spins for some time and then sleeps for some time, called with more pairs of times than anyone
 * would tell apart. Whoever holds a spinlock has it sleep for no time at all.
 */

#include <linux/delay.h>
#include <linux/spinlock.h>

struct engine {
	spinlock_t lock;
	volatile int *status;
};

static int engine_wait(struct engine *engine, unsigned int spin_us, unsigned int sleep_ms)
{
	int busy = 1;

	while (spin_us--)
		busy = *engine->status;
	if (busy && sleep_ms)
		msleep(sleep_ms);
	return *engine->status;
}

int engine_set_up(struct engine *engine)
{
	return engine_wait(engine, 1, 10) + engine_wait(engine, 2, 10) + engine_wait(engine, 3, 10) +
	       engine_wait(engine, 4, 20) + engine_wait(engine, 5, 20) + engine_wait(engine, 6, 20) +
	       engine_wait(engine, 7, 30) + engine_wait(engine, 8, 30) + engine_wait(engine, 9, 30) +
	       engine_wait(engine, 10, 40) + engine_wait(engine, 20, 40) + engine_wait(engine, 30, 40) +
	       engine_wait(engine, 40, 50) + engine_wait(engine, 50, 60) + engine_wait(engine, 60, 70) +
	       engine_wait(engine, 70, 80) + engine_wait(engine, 80, 90) + engine_wait(engine, 90, 100);
}

int engine_reset_ok(struct engine *engine)
{
	int status;

	spin_lock(&engine->lock);
	status = engine_wait(engine, 5000, 0);
	spin_unlock(&engine->lock);
	return status;
}
