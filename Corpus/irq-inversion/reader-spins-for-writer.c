// run: kernel-version=6.1
/*
 * Readers of a sequence lock need no lock, and wait all the same: while a writer is in its section.
 * A timer that interrupts the writer on its own processor reads for ever.
 */

#include <linux/seqlock.h>
#include <linux/timer.h>

struct clock {
	seqlock_t lock;
	struct timer_list tick;
	long seconds;
	long offset;
	long shown;
};

static void clock_tick(struct timer_list *timer)
{
	struct clock *clock = from_timer(clock, timer, tick);
	unsigned int seq;

	do {
		seq = read_seqbegin(&clock->lock);
		clock->shown = clock->seconds + clock->offset;
	} while (read_seqretry(&clock->lock, seq));
	mod_timer(&clock->tick, jiffies + 10);
}

void clock_init(struct clock *clock)
{
	seqlock_init(&clock->lock);
	timer_setup(&clock->tick, clock_tick, 0);
}

void clock_set_bad(struct clock *clock, long seconds)
{
	write_seqlock(&clock->lock); // expect: irq-inversion confirmed
	clock->seconds = seconds;
	clock->offset = 0;
	write_sequnlock(&clock->lock);
}

void clock_adjust_ok(struct clock *clock, long offset)
{
	write_seqlock_bh(&clock->lock);
	clock->offset = offset;
	write_sequnlock_bh(&clock->lock);
}
